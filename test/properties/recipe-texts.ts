import fc from 'fast-check'

const accepts = fc.constantFrom(
  '[]',
  '["*.txt"]',
  '[{ match: "*", where: { size: ">1 B" } }]',
  '[image/*, "*.xmp"]',
  '[{ match: "*", where: { ext: "!jpg" } }]',
)
const steps = fc.constantFrom(
  '[]',
  '[file.text: { line-endings: crlf }]',
  '[{ when: { ext: txt }, do: [file.text] }]',
  '[file.checksums: { group: folder }]',
  '[file.checksums: { most: 2 }]',
  '[archive.pack: { key: "{stem}" }]',
  '[file.split: { size: 1 B }]',
  '[{ when: { ext: "!txt" }, do: [file.split: { size: 1 B }] }, file.text: { line-endings: crlf }]',
  '[archive.unpack]',
  '[{ when: { ext: zip }, do: [archive.unpack] }]',
  '[external.run: { command: [cp, "{input}", "{output}"] }]',
  '[file.find-duplicates: { keep: first }]',
)
const companions = fc.constantFrom('none', 'known', 'same-name')
const originals = fc.constantFrom(
  'keep',
  'vault',
  'replace',
  '{ move: "{out}/moved/{path}" }',
  '{ move: "{out}/{ext}" }',
)
const folder = fc.constantFrom('{out}', '{out}/{path}', '{out}/x{ext|lower}', '{out}/{parent}', '{out}/{date:YYYY}')
const name = fc.constantFrom(
  '{stem}',
  '{stem|lower}',
  '{counter:2}',
  '{stem|replace:[0-9]+:}',
  '{parent}',
  '{date-source} {name}',
)
const ifLarger = fc.constantFrom('keep-result', 'skip', 'use-original')

/** A recipe in YAML, without its first line. Made of what Millrace takes: many files in one result leave no say about each of them. */
export const recipeText: fc.Arbitrary<string> = fc
  .record({
    accepts,
    steps,
    companions,
    originals,
    folder,
    name,
    ifLarger,
    second: fc.boolean(),
    portable: fc.boolean(),
  })
  .map((parts) => (isAboutAll(parts.steps) ? { ...parts, ...aboutAll(parts) } : parts))
  .map(({ folder: place, name: stem, ifLarger: larger, second, ...fields }) => {
    const replaces = fields.originals === 'replace'
    const named = replaces ? '' : `, folder: "${place}", name: "${stem}"`
    return [
      'name: planned',
      ...Object.entries(fields).map(([field, value]) => `${field}: ${value}`),
      'outputs:',
      `  - { if-larger: ${larger}${named} }`,
      ...(second && !replaces ? ['  - { folder: "{out}/second" }'] : []),
      '',
    ].join('\n')
  })

/** Parts and files out of archives get their names in the order in which they are ready, so that numbers may differ from run to run. */
export function namesLate(text: string): boolean {
  return /split|unpack/.test(text)
}

/** Recipes that come out the same after an interruption: groups are closed by the files that are left, and those are what is counted where others have been moved. */
export const steadyText = recipeText.filter(
  (text) => !isAboutAll(text) && (!text.includes('{counter') || text.includes('originals: keep')),
)

function isAboutAll(steps: string): boolean {
  return /checksums|\.pack|duplicates/.test(steps)
}

/** Nor is it named by what only one file has. */
function aboutAll({ originals: asked, name: named }: { originals: string; name: string }) {
  const originals = asked === 'vault' ? 'vault' : 'keep'
  const name = /counter|date-source/.test(named) ? '{stem}' : named
  return { companions: 'none', ifLarger: 'keep-result', originals, name }
}
