import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stepSchemas } from '../workers/steps/step-schemas.ts'
import { parseRecipe } from './parse-recipe.ts'

/** What is said of a recipe that has these steps, of those there are. */
function complaints(rest: string): string[] {
  const parsed = parseRecipe(`millrace: 1\n${rest}\n`, { steps: stepSchemas(), sha256: () => '' })
  return 'problems' in parsed ? parsed.problems.map(({ field, message }) => `${field}: ${message}`) : []
}

test('a step that cannot read what the one before it makes is refused, in the shared list and in an output', () => {
  const said = '`image.resize` reads `image/*`, and what `archive.pack` makes before it is `application/zip`.'
  assert.deepEqual(complaints('steps: [archive.pack, { image.resize: { width: 9 } }]'), [
    `steps[1].image.resize: ${said}`,
  ])
  const output = 'outputs: [{ steps: [{ image.resize: { width: 9 } }] }, { steps: [secret.encrypt: { secret: key }] }]'
  assert.deepEqual(complaints(`steps: [archive.pack]\n${output}`), [`outputs[0].steps[0].image.resize: ${said}`])
})

test('where the files decide what comes to a step, it is not refused', () => {
  for (const steps of [
    'archive.unpack, image.upright',
    'image.convert: { to: webp }, image.upright',
    '{ image.convert: { to: webp } }, image.upright, { secret.encrypt: { secret: key } }',
    '{ when: { ext: txt }, do: [{ secret.encrypt: { secret: key } }] }, image.upright',
    '{ image.sizes: { widths: [9], formats: [webp, avif] } }, image.upright',
  ])
    assert.deepEqual(complaints(`steps: [${steps}]`), [], steps)
  const outputs = 'outputs: [{ steps: [{ secret.encrypt: { secret: key } }] }, { steps: [image.upright] }]'
  assert.deepEqual(complaints(outputs), [])
})

test('a result of many files is not named by what is known of one alone', () => {
  const named = (name: string): string[] => complaints(`steps: [archive.pack]\noutput: { name: "${name}" }`)
  assert.deepEqual(named('{stem}-{counter}-{entries}'), [
    'output.name: `counter` is of one file, and `archive.pack` makes one result of many.',
  ])
  assert.deepEqual(named('{stem}-{date:YYYY}-{entries}'), [])
})

test('a file is never saved as it was in place of a result in which something is hidden', () => {
  const said = (step: string): string =>
    `Instead of what \`${step}\` makes, \`use-original\` would save the file as it was.`
  const encrypt = '{ secret.encrypt: { secret: key } }'
  assert.deepEqual(complaints(`steps: [${encrypt}]\noutput: { if-larger: use-original }`), [
    `output.if-larger: ${said('secret.encrypt')}`,
  ])
  const own = '{ steps: [{ when: { ext: pdf }, do: [privacy.clean] }], if-larger: use-original }'
  assert.deepEqual(complaints(`outputs: [{ name: plain, if-larger: use-original }, ${own}]`), [
    `outputs[1].if-larger: ${said('privacy.clean')}`,
  ])
  assert.deepEqual(complaints(`steps: [${encrypt}]\noutput: { if-larger: keep-result }`), [])
})

test('nor in place of a picture of which something was dropped, though it may be where a part was only not kept', () => {
  const refused = (options: string): boolean =>
    complaints(`steps: [{ image.metadata: ${options} }]\noutput: { if-larger: use-original }`).length > 0
  const hiding = [
    '{ keep: all, drop: [location] }',
    '{ drop: [colour-profile, exif] }',
    '{ keep: none }',
    '{ keep: [] }',
  ]
  for (const options of hiding) assert.equal(refused(options), true, options)
  for (const options of ['{}', '{ keep: all }', '{ keep: [copyright], drop: [] }', '{ drop: [colour-profile] }'])
    assert.equal(refused(options), false, options)
})

test('what is no colour or no shape is told by an example, not by a pattern', () => {
  assert.deepEqual(complaints('steps: [{ image.pad: { aspect: 16/9, background: reddish } }]'), [
    'steps[0].image.pad.aspect: Two sides are written with a colon between them, such as 16:9.',
    'steps[0].image.pad.background: A colour looks like white, black, #fff or #ffffff.',
  ])
})

test('a question at the end of what is said of an option is followed by no full stop', () => {
  assert.deepEqual(complaints('steps: [{ archive.pack: { key: "{dat}" } }]'), [
    'steps[0].archive.pack.key: There is no token `{dat}`. Did you mean `date`?',
  ])
})

test('a condition that no file can meet is refused, whole or as one of several', () => {
  const problem = (fact: string, text: string): string => {
    const steps = `steps: [archive.unpack, { when: { ${fact}: "${text}" }, do: [image.upright] }]`
    const where = `accepts: [{ where: { ${fact}: "${text}" } }]`
    return (complaints(fact === 'entry-ext' ? steps : where)[0] ?? '').replace(/^.*?: /, '')
  }
  assert.equal(problem('kind', 'Picture'), '`Picture` is not known here. Did you mean `Pictures`?')
  assert.equal(problem('kind', '!Archives|Vidoes'), '`Vidoes` is not known here. Did you mean `Videos`?')
  assert.match(problem('orientation', 'upright'), /Known: `landscape`, `portrait`, `square`/)
  assert.match(problem('date-source', 'gps'), /is not known here/)
  assert.equal(problem('ext', 'png|.jpg'), 'An ending is written without its dot: `jpg`.')
  assert.equal(problem('entry-ext', '.csv'), 'An ending is written without its dot: `csv`.')
  assert.match(problem('type', 'jpeg'), /looks like `image\/jpeg`/)
  const fine = { kind: 'pic*|{music,Videos}', orientation: 'LANDSCAPE', ext: 'tar.gz', type: '*', path: '.git' }
  for (const [fact, text] of Object.entries(fine)) assert.equal(problem(fact, text), '', fact)
})

test('the recipe of an earlier run is read as it was, so that the run can be taken back', () => {
  const text =
    'millrace: 1\nsteps: [{ when: { kind: Picture }, do: [privacy.clean] }]\noutput: { if-larger: use-original }\n'
  const context = { steps: stepSchemas(), sha256: () => '' }
  assert.equal('problems' in parseRecipe(text, context), true)
  assert.equal('recipe' in parseRecipe(text, { ...context, recorded: true }), true)
})
