const { appendFileSync } = require('node:fs');
const { ServerResponse } = require('node:http');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** Loaded before tests and before servers that tests start: an answer that tells how we are built fails the run. */
const mark = Symbol.for('assay: error pages are watched');

/** A line of a stack, a file of ours, words of a database, the hash of a password. */
const tells = /\n\s*at .+:\d+:\d+|\.(ts|ejs):\d+|SQLITE_|\bSELECT .+ FROM |\$argon2/;

if (!ServerResponse.prototype[mark]) {
  const { end } = ServerResponse.prototype;
  ServerResponse.prototype[mark] = true;
  ServerResponse.prototype.end = function (...args) {
    const told = this.statusCode >= 400 ? tells.exec(String(args[0] ?? '')) : null;
    if (told) {
      const { method, url } = this.req ?? {};
      const fault = `an answer of ${this.statusCode} to ${method} ${url} tells how we are built: ${told[0]}`;
      appendFileSync(join(tmpdir(), 'run-faults.txt'), `${fault.replaceAll('\n', ' ')}\n`);
    }
    return end.apply(this, args);
  };
}
