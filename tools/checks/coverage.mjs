/**
 * The ids that titles name. A title names an id as a word of its own: "V1-1.1" is not found in "V1-1.10".
 * @param {readonly (readonly string[])[]} titles of tests with their suites
 * @param {ReadonlySet<string>} known
 * @returns {Set<string>}
 */
export function idsNamed(titles, known) {
  const words = titles.flat().flatMap((title) => title.split(/[\s,;/()[\]]+/).map((word) => word.replace(/[.:]+$/, '')));
  return new Set(words.filter((word) => known.has(word)));
}

/**
 * Holds the specifications against the tests and the list of what may be missing.
 * @param {object} facts
 * @param {Record<string, readonly string[]>} facts.ids every id, by dialect
 * @param {ReadonlySet<string>} facts.tested
 * @param {Record<string, readonly string[]>} facts.notBuilt the list, by dialect
 * @param {Record<string, readonly string[]> | null} facts.before the list as committed; null when there is none
 * @returns {{ table: { dialect: string, ids: number, tested: number, notBuilt: number }[], faults: string[] }}
 */
export function judge({ ids, tested, notBuilt, before }) {
  const faults = [];
  const blame = (sentence, names) => {
    if (names.length > 0) faults.push(`${sentence}: ${names.join(' ')}`);
  };
  const listed = (list) => new Set(Object.values(list).flat());
  const missing = listed(notBuilt);
  blame(
    'has neither a test that names it nor a place in the list',
    Object.values(ids)
      .flat()
      .filter((id) => !tested.has(id) && !missing.has(id)),
  );
  blame(
    'has a test, so it must leave the list',
    [...missing].filter((id) => tested.has(id)),
  );
  for (const [dialect, list] of Object.entries(notBuilt)) {
    blame(
      `is in the list of ${dialect}, whose specification does not have it`,
      list.filter((id) => !ids[dialect]?.includes(id)),
    );
    blame(
      `is in the list of ${dialect} twice`,
      list.filter((id, place) => list.indexOf(id) !== place),
    );
  }
  if (before)
    blame(
      'has come back into the list, which may only shrink',
      [...missing].filter((id) => !listed(before).has(id)),
    );
  const table = Object.entries(ids).map(([dialect, all]) => ({
    dialect,
    ids: all.length,
    tested: all.filter((id) => tested.has(id)).length,
    notBuilt: notBuilt[dialect]?.length ?? 0,
  }));
  return { table, faults };
}
