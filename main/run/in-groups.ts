/** Answers to questions that were asked in one list, those of each group by themselves again. */
export function inGroups<A>(answers: readonly A[], groups: readonly { length: number }[]): A[][] {
  let from = 0
  return groups.map(({ length }) => answers.slice(from, (from += length)))
}
