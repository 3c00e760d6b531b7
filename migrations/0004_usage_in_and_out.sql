ALTER TABLE "usage_days" ADD COLUMN "tokens_in" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_days" ADD COLUMN "tokens_out" integer DEFAULT 0 NOT NULL;