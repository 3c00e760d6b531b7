// Passwords that guessers try first. No dictionary is shipped: the usual ones are words, names, walks over a
// keyboard, dates and repetitions, bare or with a few digits and signs around them, so rules find them.

/** @param password In NFC, of any length. */
export function isCommon(password: string): boolean {
  const plain = password.toLowerCase();
  return isRepeated(plain) || isWalk(plain) || isDate(plain) || stems(plain).some(isUsual);
}

const WORDS = new Set(
  `password passwort passcode passphrase pass admin administrator root user login letmein letmeinnow welcome
  welcomeback hello hellothere secret mysecret mypassword thepassword yourpassword newpassword oldpassword
  changeme changeit default guest master masterkey access test testing tester testtest temp temporary
  trustno iloveyou ilovehim ilover loveme lovely lover loveyou iloveu ihateyou fuckyou fuckme fuckoff asshole bitch
  princess sunshine shadow dragon monkey football baseball basketball soccer hockey softball volleyball
  superman batman spiderman ironman wolverine avengers starwars startrek pokemon pikachu naruto minecraft
  fortnite roblox nintendo playstation xbox gamer killer hunter ranger rangers cowboys yankees lakers
  arsenal chelsea liverpool barcelona realmadrid juventus manchester united eagles steelers packers
  michael jessica charlie jordan jennifer thomas robert daniel andrew joshua matthew anthony william
  joseph david james john richard george steven edward brian kevin jason justin brandon nicholas
  alexander christopher benjamin samantha ashley amanda nicole michelle stephanie elizabeth melissa
  danielle rebecca rachel laura sarah hannah emily olivia sophia isabella natalie victoria vanessa
  maria anna martin patrick oliver lucas gabriel carlos antonio francisco alejandro fernando ricardo
  muhammad mohammed ahmed fatima ali hassan hussain abdullah pakistan india bangladesh lahore karachi
  islamabad london newyork paris berlin california texas florida chicago america england canada
  australia brasil mexico germany france espana russia
  summer winter spring autumn january february march april june july august september october november
  december monday tuesday wednesday thursday friday saturday sunday
  flower butterfly rainbow angel angels heaven jesus jesuschrist christ godislove blessed faith hope
  freedom forever family mother father brother sister daddy mommy babygirl babyboy baby honey sweetie
  sweetheart darling cutie beautiful gorgeous handsome lovelove happy happiness smile friends bestfriend
  chocolate cookie cookies banana orange apple cherry strawberry pineapple coffee cheese pepper ginger
  peanut butter pumpkin sugar candy pizza
  computer internet windows microsoft google facebook youtube twitter instagram linkedin samsung iphone
  android apple android network server database system oracle cisco linux ubuntu debian github
  mustang ferrari porsche mercedes corvette camaro harley yamaha honda toyota nissan chevy jeep
  tigger snoopy garfield mickey minnie simpson scooby maggie buster bailey ginger tiger lion panther wolf
  phoenix eagle falcon hawk dolphin elephant turtle rabbit kitten puppy horse horses
  metallica nirvana slipknot eminem beatles queen rockstar rocknroll music guitar drummer
  whatever nothing something anything everything unknown blahblah abracadabra opensesame
  matrix merlin gandalf hobbit frodo legolas harrypotter hogwarts voldemort hermione
  purple yellow silver golden diamond crystal pearl black white green blue red
  money million lottery success winner champion legend genius perfect awesome amazing incredible
  maverick thunder lightning storm hurricane blizzard fire water earth ocean mountain river
  soccer tennis golf cricket rugby skate surfing fishing hunting dancing dancer cheer
  police soldier marine marines navy army airforce doctor nurse teacher student engineer manager
  company business office work school college university homework library
  asdf qwer qwerty qwertyuiop qwertz azerty zxcv zxcvbnm asdfgh asdfghjkl abcd abcde abcdef
  motdepasse contrasena contrasenha senha hallo bonjour schatz ficken arschloch liebe
  sifra heslo haslo parola salasana lozinka geheim wachtwoord losenord passord sesame
  bismillah allah alhamdulillah mashallah subhanallah inshallah assalamualaikum
  todo todolist mytodo mytodolist tasks mytasks task chatkit openai chatgpt cloudflare`.split(/\s+/),
);

const isUsual = (stem: string): boolean => WORDS.has(stem) || isRepeated(stem) || isWalk(stem);

const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const MAX_DECORATION = 5;

/** What is left without digits and signs around it, as it is and with 4 read as a, 0 as o and so on. */
function stems(text: string): string[] {
  const unleet = (word: string) => word.replace(/[0134570@$!]/g, (sign) => LEET[sign] ?? sign);
  const [, before = '', stem = '', after = ''] = /^([^\p{L}]*)(.*?)([^\p{L}]*)$/su.exec(text) ?? [];
  const isDecoration = before.length + after.length <= MAX_DECORATION || isWalk(before + after);
  const trailing = /^(.*?)(\d{0,4}[^\p{L}\d]{0,2})$/su.exec(text)?.[1] ?? text;
  const oneLess = [text.slice(1), text.slice(0, -1)];
  return [text, unleet(text), unleet(trailing), ...oneLess, ...(isDecoration ? [stem, unleet(stem)] : [])];
}

/** One unit of up to four characters, again and again. */
const isRepeated = (text: string): boolean => /^(.{1,4}?)\1+$/su.test(text);

const ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'azertyuiop',
  'yxcvbnm',
  '!@#$%^&*()',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'qazwsxedcrfvtgbyhnujmikolp',
  '147258369',
  '159753',
  '789456123',
  '741852963',
].flatMap((row) => [row, [...row].reverse().join('')]);
const SHORTEST_STEP = 3;

/** Nothing but runs of three or more neighbours: 12345678, qwerty123, abc123xyz, 1qaz2wsx. */
function isWalk(text: string): boolean {
  if (text === '') return false;
  let rest = text;
  while (rest !== '') {
    const step = longestStep(rest);
    if (step < SHORTEST_STEP) return false;
    rest = rest.slice(step);
  }
  return true;
}

function longestStep(text: string): number {
  let longest = 0;
  while (longest < text.length && ROWS.some((row) => row.includes(text.slice(0, longest + 1)))) longest += 1;
  const repeated = /^(.)\1*/su.exec(text)?.[0].length ?? 0;
  return Math.max(longest, repeated);
}

/** 19900131, 31-01-1990, 1990.01.31 and the like. */
function isDate(text: string): boolean {
  const digits = text.replace(/[-./ ]/g, '');
  const year = '(19|20)\\d\\d';
  const month = '(0[1-9]|1[0-2])';
  const day = '(0[1-9]|[12]\\d|3[01])';
  return [`${year}${month}${day}`, `${day}${month}${year}`, `${month}${day}${year}`].some((form) =>
    new RegExp(`^${form}$`).test(digits),
  );
}
