import { z } from 'zod';

const blankMeansAbsent = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankMeansAbsent, schema.optional());
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const port = (standard: number) =>
  z.preprocess(blankMeansAbsent, z.coerce.number().int().min(0).max(65535).default(standard));
const webUrl = z.url({ protocol: /^https?$/ });

const settings = z
  .object({
    DATABASE_URL: optional(postgresUrl),
    DATABASE_URL_PORTAL: postgresUrl,
    DATABASE_URL_BACKOFFICE: postgresUrl,
    DATABASE_URL_WORKER: postgresUrl,
    DATABASE_POOLED: z
      .preprocess(blankMeansAbsent, z.enum(['0', '1']).default('0'))
      .transform((flag) => flag === '1'),
    KEY_FILE: z.string().min(1),
    LISTEN_ON: z.preprocess(blankMeansAbsent, z.string().default('127.0.0.1')),
    PORTAL_PORT: port(3000),
    BACKOFFICE_PORT: port(3001),
    WORKER_PORT: port(3002),
    PORTAL_URL: optional(webUrl),
    WORKER_URL: optional(webUrl),
    EXIT_URL: z.preprocess(blankMeansAbsent, webUrl.default('https://www.bbc.co.uk/weather')),
    PAPER_FOLDER: z.preprocess(blankMeansAbsent, z.string().default('.data/paper')),
    TWILIO_ACCOUNT_SID: optional(z.string().regex(/^AC[0-9a-f]{32}$/)),
    TWILIO_AUTH_TOKEN: optional(z.string().min(16)),
    TWILIO_FROM: optional(z.string().regex(/^\+\d{8,15}$/)),
    TWILIO_API_BASE: optional(webUrl),
    SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
    SMTP_FROM: optional(z.email()),
    SMTP_RETURN_DOMAIN: optional(z.hostname()),
    SMTP_RETURN_PORT: optional(z.coerce.number().int().min(1).max(65535)),
    LOG_LEVEL: z.preprocess(blankMeansAbsent, z.enum(['debug', 'info', 'warn', 'error']).default('info')),
  })
  .refine(
    (all) =>
      [all.TWILIO_AUTH_TOKEN, all.TWILIO_FROM].every((it) => Boolean(it) === Boolean(all.TWILIO_ACCOUNT_SID)),
    {
      path: ['TWILIO_ACCOUNT_SID'],
      message: 'TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM go together',
    },
  )
  .refine((all) => Boolean(all.SMTP_URL) === Boolean(all.SMTP_FROM), {
    path: ['SMTP_URL'],
    message: 'SMTP_URL and SMTP_FROM go together',
  })
  .refine((all) => Boolean(all.SMTP_RETURN_DOMAIN) === Boolean(all.SMTP_RETURN_PORT), {
    path: ['SMTP_RETURN_DOMAIN'],
    message: 'SMTP_RETURN_DOMAIN and SMTP_RETURN_PORT go together',
  });

export type Environment = z.infer<typeof settings>;

/**
 * Reads the settings of a process, or says in one sentence which variable is missing or wrong.
 * The sentence names the variable and never its value, so that it may be logged.
 */
export function parseEnvironment(source: Record<string, string | undefined>): Environment | string {
  const parsed = settings.safeParse(source);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
  return `Heard cannot start: ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} missing or not valid. See .env.example.`;
}

function environmentOrStop(): Environment {
  const parsed = parseEnvironment(process.env);
  if (typeof parsed !== 'string') return parsed;
  process.stderr.write(`${parsed}\n`);
  process.exit(1);
}

/** The settings this process runs with, read once when it starts. */
export const environment = environmentOrStop();
