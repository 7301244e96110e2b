import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { parseRecipe } from '../../contract/parse-recipe.ts'
import { stepSchemas } from '../../workers/steps/step-schemas.ts'
import { planCourse } from './course.ts'
import { leavesPackagesWhole } from './packages-whole.ts'

const schemas = stepSchemas()
const descriptors = new Map([...schemas].map(([name, { descriptor }]) => [name, descriptor]))
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function leavesWhole(text: string): boolean {
  const found = parseRecipe(`millrace: 1\nname: r\n${text}`, { steps: schemas, sha256 })
  assert.ok('recipe' in found, JSON.stringify(found))
  return leavesPackagesWhole(found.recipe, { course: planCourse(found.recipe, descriptors), descriptors })
}

const ofAll = (texts: string[]): boolean[] => [...new Set(texts.map(leavesWhole))]

test('what keeps originals and takes any file goes into a package, so that a copy, an archive or a list is complete', () => {
  const steps = ['archive.pack', 'file.checksums', 'file.find-duplicates'].map((step) => `steps:\n  - ${step}:\n`)
  const secret = 'steps:\n  - secret.encrypt: { secret: mine }\n'
  const some = 'steps:\n  - when: { type: image/* }\n    do: [image.upright: ]\n'
  const accepts = ['"*"', '"*/*"', 'image/*, "*"', '{ where: { size: ">1 B" } }', '{ where: { ext: "!tmp|part" } }']
  assert.deepEqual(ofAll(['', some, secret, ...steps, ...accepts.map((each) => `accepts: [${each}]\n`)]), [false])
})

test('what takes originals away, or lets a program have them in hand, leaves it whole', () => {
  const originals = ['vault', 'replace', '{ move: "{out}/{path}" }'].map((act) => `originals: ${act}\n`)
  const program = 'steps:\n  - external.run: { command: [cp, "{input}", "{output}"] }\n'
  assert.deepEqual(ofAll([...originals, program]), [true])
})

test('what takes only some kinds of file leaves it whole, be it said by a pattern, by a condition or by the first step', () => {
  const accepts = ['image/*', '"*.jpg"', '{ where: { kind: Pictures } }', '{ where: { width: ">100" } }']
  const steps = [
    'steps:\n  - image.upright:\n',
    'steps:\n  - privacy.clean:\n',
    'outputs:\n  - steps: [image.upright: ]\n',
  ]
  assert.deepEqual(ofAll([...steps, ...accepts.map((each) => `accepts: [${each}]\n`)]), [true])
})
