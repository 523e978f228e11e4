import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** Where package.json, views, static and migrations lie, from `server/` and from `dist/` alike. */
export const projectFolder = join(__dirname, '..');

export interface Config {
  readonly production: boolean;
  readonly version: string;
  readonly databaseUrl: string;
  /** Uploaded files and the originals of datasets. */
  readonly dataFolder: string;
  readonly sessionSecret: string;
  /** How browsers reach us, without a slash at the end. */
  readonly baseUrl: string;
  readonly host: string;
  readonly port: number;
  /** How many proxies stand in front of us. */
  readonly trustProxy: number;
  /** The largest file taken by upload; the command line takes any size. */
  readonly uploadLimitMib: number;
  /** With less free on the disk of the data folder the server does not start. */
  readonly minFreeMib: number;
  /** How far the clock may be behind what the database has seen. */
  readonly clockToleranceMinutes: number;
  /** How many ratings are taken of one rater in a minute. */
  readonly ratingsPerMinute: number;
  /** Whether those who do not rate must sign in with a code, too. */
  readonly requireSecondFactor: boolean;
  readonly logLevel: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** A setting as written in docs/configuration.md, and how it is read. */
export const settings = [
  'NODE_ENV',
  'DATABASE_URL',
  'DATA_FOLDER',
  'SESSION_SECRET',
  'BASE_URL',
  'HOST',
  'PORT',
  'TRUST_PROXY',
  'UPLOAD_LIMIT_MIB',
  'MIN_FREE_MIB',
  'CLOCK_TOLERANCE_MINUTES',
  'RATINGS_PER_MINUTE',
  'REQUIRE_TOTP',
  'LOG_LEVEL',
] as const;
type Setting = (typeof settings)[number];

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];
/** Secrets that stand in examples and tutorials: whoever knows them can sign cookies. */
const knownSecrets = [
  'change-me',
  'changeme',
  'keyboard cat',
  'secret',
  'example',
  'password',
  'replace-this',
];
const developmentSecret = 'development only: sessions do not survive in production';

/**
 * Reads every setting and checks it. A setting `X` may stand in a file named by `X_FILE` instead.
 * @throws Error naming all faults at once
 */
export function readConfig(env: Env = process.env): Config {
  const faults: string[] = [];
  const read = (name: Setting, fallback: string): string => readSetting(env, name, faults) ?? fallback;

  const mode = read('NODE_ENV', 'production');
  if (!['production', 'development', 'test'].includes(mode)) {
    faults.push(`NODE_ENV must be production, development or test, not "${mode}".`);
  }
  const production = mode !== 'development' && mode !== 'test';
  const number = (name: Setting, fallback: string, range: [number, number]): number =>
    wholeNumber(name, read(name, fallback), range, faults);
  const port = number('PORT', '3000', [0, 65535]);
  const dataFolder = fromProject(read('DATA_FOLDER', 'data'));
  const config: Config = {
    production,
    version: readVersion(),
    databaseUrl: databaseUrl(read('DATABASE_URL', `sqlite:${join(dataFolder, 'assay.db')}`), faults),
    dataFolder,
    sessionSecret: sessionSecret(read('SESSION_SECRET', ''), production, faults),
    baseUrl: baseUrl(read('BASE_URL', `http://localhost:${port}`), faults),
    host: read('HOST', '127.0.0.1'),
    port,
    trustProxy: number('TRUST_PROXY', '0', [0, 10]),
    uploadLimitMib: number('UPLOAD_LIMIT_MIB', '2048', [1, 1_048_576]),
    minFreeMib: number('MIN_FREE_MIB', '1024', [0, 1_048_576]),
    clockToleranceMinutes: number('CLOCK_TOLERANCE_MINUTES', '5', [0, 5_256_000]),
    ratingsPerMinute: number('RATINGS_PER_MINUTE', '60', [1, 1_000_000]),
    requireSecondFactor: oneOf('REQUIRE_TOTP', read('REQUIRE_TOTP', '0'), ['0', '1'], faults) === '1',
    logLevel: oneOf('LOG_LEVEL', read('LOG_LEVEL', 'info'), logLevels, faults),
  };
  if (production && port === 0 && !env.BASE_URL)
    faults.push('PORT=0 needs a BASE_URL: links could not be made.');
  if (faults.length > 0) throw new Error(['Assay cannot start:', ...faults].join('\n- '));
  return Object.freeze(config);
}

/** The configuration of the command line: it signs nobody in, so it needs no session secret, and logs nothing. */
export function commandConfig(env: Env = process.env): Config {
  const ownEnv = without(env, 'SESSION_SECRET', 'SESSION_SECRET_FILE');
  return Object.freeze({ ...readConfig({ ...ownEnv, NODE_ENV: 'development' }), logLevel: 'silent' });
}

/** The environment the demo runs in: a database and a folder of its own, nothing logged but trouble. */
export function demoEnvironment(env: Env = process.env): Record<string, string | undefined> {
  const dataFolder = join(projectFolder, 'data', 'demo');
  return {
    LOG_LEVEL: 'warn',
    ...without(env, 'DATABASE_URL_FILE', 'DATA_FOLDER_FILE', 'NODE_ENV_FILE'),
    NODE_ENV: 'development',
    DATA_FOLDER: dataFolder,
    DATABASE_URL: `sqlite:${join(dataFolder, 'assay.db')}`,
  };
}

/** Where the database of the configuration lies; undefined for PostgreSQL and for one in memory. */
export function sqliteFile({ databaseUrl }: Pick<Config, 'databaseUrl'>): string | undefined {
  return /^sqlite:(?!:memory:)(.+)$/.exec(databaseUrl)?.[1];
}

function without(env: Env, ...names: string[]): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}

function readSetting(env: Env, name: Setting, faults: string[]): string | undefined {
  const direct = env[name]?.trim();
  const file = env[`${name}_FILE`]?.trim();
  if (direct && file) faults.push(`Set ${name} or ${name}_FILE, not both.`);
  if (direct || !file) return direct || undefined;
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    faults.push(`${name}_FILE names "${file}", which cannot be read.`);
    return undefined;
  }
}

function sessionSecret(value: string, production: boolean, faults: string[]): string {
  if (value === '') {
    if (!production) return developmentSecret;
    faults.push('SESSION_SECRET is missing. Make one with: openssl rand -base64 32');
  } else if (
    knownSecrets.some((known) => value.toLowerCase().includes(known)) ||
    value === developmentSecret
  ) {
    faults.push('SESSION_SECRET is a sample that others know. Make your own with: openssl rand -base64 32');
  } else if (new Set(value).size < 8) {
    faults.push('SESSION_SECRET repeats a few characters. Make one with: openssl rand -base64 32');
  } else if (value.length < 32) {
    faults.push('SESSION_SECRET is shorter than 32 characters. Make one with: openssl rand -base64 32');
  }
  return value;
}

function databaseUrl(value: string, faults: string[]): string {
  if (value.startsWith('sqlite:')) {
    const path = value.slice('sqlite:'.length);
    if (path === '') faults.push('DATABASE_URL names no file: write sqlite:PATH.');
    return path === ':memory:' ? value : `sqlite:${fromProject(path)}`;
  }
  if (!/^postgres(ql)?:\/\/\S+$/.test(value)) {
    faults.push('DATABASE_URL must start with sqlite: or postgres://.');
  }
  return value;
}

function baseUrl(value: string, faults: string[]): string {
  if (URL.canParse(value)) {
    const url = new URL(value);
    if (/^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash) return url.origin;
  }
  faults.push('BASE_URL must look like https://assay.example.org: http or https, a host, no path.');
  return value;
}

function wholeNumber(name: Setting, value: string, [low, high]: [number, number], faults: string[]): number {
  const number = /^\d+$/.test(value) ? Number(value) : NaN;
  if (number >= low && number <= high) return number;
  faults.push(`${name} must be a whole number from ${low} to ${high}, not "${value}".`);
  return low;
}

function oneOf(name: Setting, value: string, choices: readonly string[], faults: string[]): string {
  if (!choices.includes(value)) faults.push(`${name} must be one of ${choices.join(', ')}, not "${value}".`);
  return value;
}

function fromProject(path: string): string {
  return isAbsolute(path) ? path : join(projectFolder, path);
}

function readVersion(): string {
  const manifest = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
