import { expect, newEmail, signUp, test } from './product.ts';

test('a new person signs up, is signed in, and stays so after a reload', async ({ page }) => {
  const email = newEmail();
  await page.goto('/signup');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My Tasks' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'My Tasks' })).toBeVisible();
});

test('sign-up says what is wrong beside the field and keeps what was typed', async ({ page, account }) => {
  await page.context().clearCookies();
  await page.goto('/signup');
  const email = page.getByLabel('Email');
  const password = page.getByLabel('Password', { exact: true });
  const submit = page.getByRole('button', { name: 'Create account' });
  await email.fill(newEmail());
  await password.fill('short');
  await submit.click();
  await expect(page.getByText('Password must be at least 8 characters')).toBeVisible();
  await email.fill(account.email);
  await password.fill('correct horse battery');
  await submit.click();
  await expect(page.getByText('Email already registered')).toBeVisible();
  await expect(email).toHaveValue(account.email);
  await expect(password).toHaveValue('correct horse battery');
});

test('a wrong password and an unknown address get the same words', async ({ page, account }) => {
  await page.context().clearCookies();
  await page.goto('/login');
  for (const email of [account.email, newEmail()]) {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page.getByRole('alert')).toHaveText(/Incorrect email or password/);
  }
});

test('a page behind the sign-in sends a stranger to the login and back after it', async ({
  page,
  account,
}) => {
  await page.context().clearCookies();
  await page.goto('/tasks?status=pending');
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel('Email').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL(/\/tasks\?status=pending$/);
});

for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
  test(`after the login, next=${next} leads to the tasks and nowhere else`, async ({ page, account }) => {
    expect(account.token).not.toBe('');
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await expect(page).toHaveURL(/\/tasks$/);
  });
}

test('logging out ends the session in every tab and takes the conversation key along', async ({
  page,
  panel,
  account,
  context,
}) => {
  expect(account.token).not.toBe('');
  await page.goto('/tasks');
  await panel.open();
  await panel.say('Show me my tasks');
  const keys = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('chatkit_thread_id')));
  expect(await keys()).toHaveLength(1);
  await panel.close();
  const other = await context.newPage();
  await other.goto('/dashboard');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Dashboard');
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page).toHaveURL(/\/login/);
  await expect(other).toHaveURL(/\/login/);
  expect(await keys()).toEqual([]);
  await page.goto('/tasks');
  await expect(page).toHaveURL(/\/login/);
});

test('no token is kept where a script could read it', async ({ page, account }) => {
  await page.goto('/tasks');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My Tasks');
  const stored = await page.evaluate(() =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      location.href,
      history.state,
    ]),
  );
  expect(stored).not.toMatch(/eyJ|rt=/);
  expect(stored).not.toContain(account.token);
});

test('two people who use one browser after another see nothing of each other', async ({
  page,
  panel,
  account,
}) => {
  await page.goto('/tasks');
  await panel.open();
  await panel.say("Add a task called 'Only mine'");
  await panel.close();
  const signedOut = page.waitForResponse('**/api/auth/logout');
  await page.getByRole('button', { name: 'Log out' }).click();
  await signedOut;
  await expect(page).toHaveURL(/\/login/);

  const second = await signUp(page.request);
  expect(second.email).not.toBe(account.email);
  await page.goto('/tasks');
  await expect(page.getByText('No tasks yet. Create your first task!')).toBeVisible();
  await panel.open();
  await expect(panel.questions).toHaveCount(0);
  await panel.say('Show me all my tasks');
  await expect(panel.region).not.toContainText('Only mine');
});
