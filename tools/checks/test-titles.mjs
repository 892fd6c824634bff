import ts from 'typescript';

const suites = new Set(['describe']);
const cases = new Set(['it', 'test']);
/** A test that does not run proves nothing. */
const sleeping = new Set(['skip', 'todo', 'failing']);

/**
 * The title of every test that would run, each with the titles of the suites around it. A title that is computed gives
 * its fixed beginning.
 * @param {string} source TypeScript
 * @returns {string[][]} suites first, the test's own title last
 */
export function testTitles(source) {
  const found = [];
  const visit = (node, around) => {
    const call = ts.isCallExpression(node) ? testCall(node) : undefined;
    if (!call) return ts.forEachChild(node, (child) => visit(child, around));
    if (call.sleeps) return;
    const titles = [...around, call.title];
    if (cases.has(call.name)) found.push(titles);
    node.arguments.forEach((argument) => visit(argument, titles));
  };
  visit(ts.createSourceFile('spec.ts', source, ts.ScriptTarget.Latest, false), []);
  return found;
}

/** What `it('…')`, `test.each(rows)('…')` or `describe.skip('…')` says; undefined for any other call. */
function testCall(node) {
  const words = calleeWords(node.expression);
  const [name, ...modifiers] = words;
  if ((!suites.has(name) && !cases.has(name)) || (modifiers.includes('each') && isTable(node))) return undefined;
  return { name, sleeps: modifiers.some((word) => sleeping.has(word)), title: textOf(node.arguments[0]) };
}

/** `it.each(rows)` alone: the call that takes the title is the one around it. */
const isTable = (node) => ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'each';

function calleeWords(expression) {
  if (ts.isIdentifier(expression)) return [expression.text];
  if (ts.isPropertyAccessExpression(expression)) return [...calleeWords(expression.expression), expression.name.text];
  if (ts.isCallExpression(expression)) return calleeWords(expression.expression);
  if (ts.isTaggedTemplateExpression(expression)) return calleeWords(expression.tag);
  return [''];
}

function textOf(title) {
  if (!title) return '';
  if (ts.isStringLiteralLike(title)) return title.text;
  return ts.isTemplateExpression(title) ? title.head.text : '';
}
