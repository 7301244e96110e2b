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
  .map((parts) => (/checksums|pack/.test(parts.steps) ? { ...parts, ...aboutAll(parts.originals) } : parts))
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

function aboutAll(asked: string) {
  return { companions: 'none', ifLarger: 'keep-result', originals: asked === 'vault' ? 'vault' : 'keep' }
}
