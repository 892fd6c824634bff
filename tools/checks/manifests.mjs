import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { plantTree, root } from './planted-tree.mjs';

/** The module of kubernetes-models that describes a kind: `apps/v1` has no dot, `networking.k8s.io/v1` is as it is. */
const moduleOf = ({ apiVersion, kind }) => `kubernetes-models/${apiVersion}/${kind}`;

/**
 * What the API's types have against objects: a key they do not have, a value of another type, a required key that is
 * missing, a word that is not among those allowed. Each object becomes a literal of its type, for the compiler to judge.
 * (The run time validators of kubernetes-models do not see unknown keys.)
 * @param {import('node:test').TestContext} test
 * @param {readonly object[]} objects
 * @returns {string[]} one sentence each, with the object's kind and name
 */
export function typeFaults(test, objects) {
  const folder = plantTree(test, {}, ['package.json']);
  const unknown = objects.filter((object) => !existsSync(path.join(root, 'node_modules', `${moduleOf(object)}.d.ts`)));
  const known = objects.filter((object) => !unknown.includes(object));
  const files = known.map((object, index) => {
    const file = path.join(folder, `object-${index}.ts`);
    const { kind } = object;
    writeFileSync(
      file,
      `import type { I${kind} } from '${moduleOf(object)}';\nexport const object: I${kind} = ${JSON.stringify(object, null, 1)};\n`,
    );
    return file;
  });
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  });
  const faults = files.flatMap((file, index) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => `${nameOf(known[index])}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
  );
  return [...unknown.map((object) => `${nameOf(object)}: the API has no such kind`), ...faults];
}

const nameOf = ({ kind, metadata }) => `${kind} ${metadata?.name}`;
