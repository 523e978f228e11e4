import { spawnSync } from 'node:child_process';
import { projectFolder } from '../support/source-tree';

/** Faults we live with: the advisory, until when, and why nobody can use it here. */
const exceptions: readonly { readonly advisory: string; readonly until: string; readonly why: string }[] = [];

interface Advisory {
  readonly url: string;
  readonly title: string;
  readonly severity: string;
}
interface Audit {
  readonly vulnerabilities?: Readonly<
    Record<string, { readonly name: string; readonly via: readonly (string | Advisory)[] }>
  >;
  readonly metadata?: { readonly dependencies: { readonly prod: number } };
}

/** What the registry knows against the packages of the server; undefined when it gives no answer. */
function askRegistry(): Audit | undefined {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    cwd: projectFolder,
    encoding: 'utf8',
  });
  try {
    const answer = JSON.parse(stdout) as Audit;
    return answer.vulnerabilities && answer.metadata ? answer : undefined;
  } catch {
    return undefined;
  }
}

/** Sentences about what is wrong, for the person who is about to release. */
function faultsOf(audit: Audit | undefined, today: string): string[] {
  if (!audit)
    return ['Not answered: the registry serves no audits here, so nothing is known. Try another network.'];
  const known = Object.values(audit.vulnerabilities ?? {}).flatMap(({ name, via }) =>
    via.flatMap((one) => (typeof one === 'string' ? [] : [{ ...one, name }])),
  );
  const excepted = exceptions.filter(({ until }) => until >= today).map(({ advisory }) => advisory);
  const open = known.filter(({ url }) => !excepted.includes(url));
  const needless = excepted.filter((advisory) => !known.some(({ url }) => url === advisory));
  return [
    ...open.map(({ name, severity, title, url }) => `${name}: ${severity}: ${title} (${url})`),
    ...needless.map((advisory) => `The exception ${advisory} is no longer needed.`),
  ];
}

const audit = askRegistry();
const faults = faultsOf(audit, new Date().toISOString().slice(0, 10));
const count = audit?.metadata?.dependencies.prod ?? 0;
const outcome = faults.length > 0 ? faults.join('\n') : `No known faults in ${count} packages of the server.`;
process.stdout.write(`${outcome}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
