const dgram = require('node:dgram');
const dns = require('node:dns');
const { appendFileSync } = require('node:fs');
const net = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { URL } = require('node:url');
const threads = require('node:worker_threads');

/** Loaded before tests and before servers that tests start: whatever is asked beyond this machine is refused, and fails the run. */
const mark = Symbol.for('assay: the network is denied');

function isHere(host) {
  if (host === undefined || host === null || host === '' || host === 'localhost') return true;
  if (net.isIPv4(host)) return host.startsWith('127.') || host === '0.0.0.0';
  if (net.isIPv6(host)) return host === '::1' || host === '::' || host.startsWith('::ffff:127.');
  return allowed().includes(host);
}

/** A PostgreSQL that somebody tells the tests to use may stand elsewhere. */
function allowed() {
  const urls = [process.env.TEST_DATABASE_URL, process.env.DATABASE_URL];
  return urls.flatMap((url) => (url && URL.canParse(url) ? [new URL(url).hostname] : []));
}

function refuse(what) {
  appendFileSync(join(tmpdir(), 'run-faults.txt'), `reached beyond this machine: ${what}\n`);
  throw new Error(`Refused: nothing may be asked beyond this machine, and this was: ${what}`);
}

/** `connect(port, host)`, `connect({ host })`, `connect({ path })`, or either in the list node hands on itself. */
function hostOf([first, second]) {
  if (Array.isArray(first)) return hostOf(first);
  if (typeof first === 'object' && first !== null) return first.path ? undefined : first.host;
  return typeof second === 'string' ? second : undefined;
}

function guard(object, name, hostIn) {
  const original = object[name];
  object[name] = function (...args) {
    const host = hostIn(args);
    return isHere(host) ? original.apply(this, args) : refuse(`${name} ${host}`);
  };
}

if (!net[mark]) {
  net[mark] = true;
  guard(net.Socket.prototype, 'connect', hostOf);
  guard(dgram.Socket.prototype, 'connect', (args) => args[1]);
  guard(dgram.Socket.prototype, 'send', (args) => args.slice(1).find((one) => typeof one === 'string'));
  for (const one of [dns, dns.promises])
    for (const name of Object.keys(one).filter(
      (key) => /^(lookup|resolve)/.test(key) && key !== 'lookupService',
    ))
      guard(one, name, ([host]) => host);
  // Threads have modules of their own.
  const { Worker } = threads;
  threads.Worker = class extends Worker {
    constructor(program, options = {}) {
      const execArgv = options.execArgv ?? process.execArgv;
      super(program, {
        ...options,
        execArgv: [...execArgv, '--require', join(__dirname, 'deny-network.js')],
      });
    }
  };
}
