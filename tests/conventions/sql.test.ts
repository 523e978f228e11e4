import ts from 'typescript';
import { filesUnder, nodesOf, syntaxOf, type SourceFile } from '../support/source-tree';

type Text = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression;

const files = filesUnder('server', '.ts');

function isText(node: ts.Node): node is Text {
  return (
    ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)
  );
}

/** Capitals anywhere, or a statement that starts in small letters; prose starts with one capital. */
function isSql(text: string): boolean {
  return (
    /\b(SELECT\s[\s\S]+\sFROM|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|(CREATE|ALTER|DROP)\s+[A-Z]+)\b/.test(
      text,
    ) || /^['"`]\s*(select\s[\s\S]+\sfrom|insert\s+into|update\s+\S+\s+set|delete\s+from)\s/.test(text)
  );
}

function sqlIn(file: SourceFile): Text[] {
  return nodesOf(file, isText).filter((node) => isSql(node.getText()));
}

/** Places where a statement breaks the rule, as `path: statement`. */
function faults(among: readonly SourceFile[], breaks: (sql: Text, file: SourceFile) => boolean): string[] {
  return among.flatMap((file) =>
    sqlIn(file)
      .filter((sql) => breaks(sql, file))
      .map((sql) => `${file.path}: ${sql.getText().slice(0, 80)}`),
  );
}

it('finds the statements it is to judge', () => {
  expect(files.flatMap(sqlIn).length).toBeGreaterThan(30);
});

it('keeps SQL in stores, db and bin', () => {
  const isHome = (path: string): boolean => /-store\.ts$|^server\/(db|bin)\//.test(path);
  expect(faults(files, (_sql, { path }) => !isHome(path))).toEqual([]);
});

it('puts nothing into SQL but constants of the same file and what db builds', () => {
  const outsideDb = files.filter(({ path }) => !path.startsWith('server/db/'));
  expect(faults(outsideDb, (sql, file) => ts.isTemplateExpression(sql) && !isConstant(sql, file))).toEqual(
    [],
  );
});

it('writes SQL that means the same on both engines', () => {
  const avoided =
    /\b(ILIKE|NULLS (FIRST|LAST)|FOR UPDATE|AVG\(|STRICT|json_\w+|DATETIME|strftime|GLOB|AUTOINCREMENT|SERIAL|TRUE|FALSE)/;
  const outsideDb = files.filter(({ path }) => !path.startsWith('server/db/'));
  expect(faults(outsideDb, (sql) => avoided.test(sql.getText()) || quotesPlaceholder(sql))).toEqual([]);
});

it('chooses between statements by statements, so that coverage by lines sees which of them no test ran', () => {
  const isChoice = (node: ts.Node): boolean =>
    ts.isConditionalExpression(node) ||
    (ts.isBinaryExpression(node) && /^(&&|\|\||\?\?)$/.test(node.operatorToken.getText()));
  const isChosen = (node: ts.Node): boolean =>
    !ts.isStatement(node) && (isChoice(node) || isChosen(node.parent));
  expect(faults(files, isChosen)).toEqual([]);
});

it('asks for the engine only in db', () => {
  const asks = files.filter(({ path, text }) => !path.startsWith('server/db/') && /\.dialect\b/.test(text));
  expect(asks.map(({ path }) => path)).toEqual([]);
});

/** Whether a `?` stands inside a quoted text of the statement, where it would count as a placeholder. */
function quotesPlaceholder(sql: Text): boolean {
  const quoted =
    sql
      .getText()
      .slice(1, -1)
      .match(/'[^']*'/g) ?? [];
  return quoted.some((text) => text.includes('?'));
}

/** Whether every `${…}` is a constant text of the file, or a call of a function imported from db. */
function isConstant(sql: ts.TemplateExpression, file: SourceFile): boolean {
  const constants = constantTexts(file);
  const builders = importedFromDb(file);
  return sql.templateSpans.every(({ expression }) => {
    if (ts.isIdentifier(expression)) return constants.has(expression.text);
    return ts.isCallExpression(expression) && builders.has(expression.expression.getText());
  });
}

function constantTexts(file: SourceFile): Set<string> {
  const lists = syntaxOf(file).statements.filter(ts.isVariableStatement);
  const declarations = lists.flatMap(({ declarationList }) => [...declarationList.declarations]);
  const texts = declarations.filter(({ initializer }) => initializer && isText(initializer));
  return new Set(texts.map(({ name }) => name.getText()));
}

function importedFromDb(file: SourceFile): Set<string> {
  const imports = syntaxOf(file).statements.filter(ts.isImportDeclaration);
  const fromDb = imports.filter(({ moduleSpecifier }) => moduleSpecifier.getText().includes('/db/'));
  return new Set(
    fromDb.flatMap((node) =>
      nodesOf({ path: file.path, text: node.getText() }, ts.isImportSpecifier).map(({ name }) => name.text),
    ),
  );
}
