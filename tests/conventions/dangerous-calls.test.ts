import { basename } from 'node:path';
import ts from 'typescript';
import { importsOf } from '../support/imports-of';
import { filesUnder, nodesOf } from '../support/source-tree';

const files = filesUnder('server', '.ts');

/** Modules that can reach another machine, or run what they are given, and the files that may use them. */
const guarded: Readonly<Record<string, readonly string[]>> = {
  'node:http': ['server/index.ts'], // listens, and asks nobody
  'node:net': ['server/web/throttling/address-key.ts'], // tells IPv6 from IPv4
  'node:child_process': ['server/bin/demo.ts'], // starts this very server
  pg: [
    'server/db/postgres.ts',
    'server/db/copying/postgres-connection.ts',
    'server/db/copying/postgres-rows.ts',
  ],
};
const forbidden =
  /^(node:)?(https?|http2|net|tls|dns|dns\/promises|dgram|child_process|cluster|vm|repl|inspector)$|^(undici|axios|got|node-fetch|superagent|ws|nodemailer|pg)$/;

it('imports nothing that reaches another machine, except the driver of the database', () => {
  const used = files.flatMap((file) =>
    importsOf(file)
      .filter(({ target, typeOnly }) => !typeOnly && forbidden.test(target))
      .map(({ target }) => ({ path: file.path, target })),
  );
  expect(used.length).toBeGreaterThan(2);
  expect(used.filter(({ path, target }) => !guarded[target]?.includes(path))).toEqual([]);
});

it('takes `__proto__` away before anything else, in every program and thread', () => {
  const entries = files.filter(({ path }) =>
    ['server/bin/assay.ts', 'server/index.ts', 'server/worker.ts'].includes(path),
  );
  expect(entries).toHaveLength(3);
  const firsts = entries.map((file) => basename(importsOf(file)[0]?.target ?? ''));
  expect(firsts).toEqual(entries.map(() => 'without-proto'));
});

it('runs no text as code, and asks no address', () => {
  const names = ['eval', 'Function', 'fetch', 'WebSocket', 'EventSource'];
  const called = files.flatMap((file) =>
    nodesOf(file, isCall)
      .filter(({ expression }) => names.includes(expression.getText().replace(/^globalThis\./, '')))
      .map((call) => `${file.path}: ${call.getText()}`),
  );
  expect(called).toEqual([]);
});

function isCall(node: ts.Node): node is ts.CallExpression | ts.NewExpression {
  return ts.isCallExpression(node) || ts.isNewExpression(node);
}

/** Made of one letter or number, of another pattern, and of our own addresses. */
const madePatterns = [
  'server/datasets/lint/text/wording/placeholder-text.ts',
  'server/datasets/parsing/bracketed-texts.ts',
  'server/web/requests/strict-query.ts',
];

it('makes no pattern out of what people typed', () => {
  const made = files.flatMap((file) =>
    nodesOf(file, ts.isNewExpression)
      .filter(({ expression }) => expression.getText() === 'RegExp')
      .map(() => file.path),
  );
  expect(made).toEqual(madePatterns);
});

it('renders views by a name written out, with locals written out', () => {
  const calls = files.flatMap((file) =>
    nodesOf(file, ts.isCallExpression)
      .filter(({ expression }) => /(^|\.)(renderPage|render|renderFile)$/.test(expression.getText()))
      .map((call) => ({ path: file.path, call: call.getText().slice(0, 80), given: call.arguments })),
  );
  expect(calls.length).toBeGreaterThan(50);
  const others = calls.filter(({ path }) => !renderers.includes(path));
  const wrong = others.filter(({ given: [, view, locals] }) => {
    const isNamed = view !== undefined && (ts.isStringLiteral(view) || isChoice(view));
    return !isNamed || /\breq\.(query|body|params)\b(?!\.)/.test(locals?.getText() ?? '');
  });
  expect(wrong.map(({ path, call }) => `${path}: ${call}`)).toEqual([]);
});

/** Where views are found by what others name. */
const renderers = [
  'server/app.ts',
  'server/web/render-page.ts',
  'server/reports/page/render-body.ts',
  'server/web/markdown.ts',
  'server/web/error-pages.ts',
];

/** One of several names written out. */
function isChoice(node: ts.Expression): boolean {
  return ts.isConditionalExpression(node) && [node.whenTrue, node.whenFalse].every(ts.isStringLiteral);
}
