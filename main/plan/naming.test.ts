import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fileFacts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import { nameBytes, nameKey, numbered } from '../../contract/names.ts'
import { branchNames, describeTarget, type TargetRequest, targetOf } from './naming.ts'
import { windowsRefusal } from './portable.ts'

function request({
  folder = '{out}/{path}',
  name = '{stem}',
  ...rest
}: Partial<TargetRequest> & { folder?: string; name?: string }): TargetRequest {
  const names = branchNames({ steps: [], ifLarger: 'keep-result', folder, name }, fileFacts)
  return {
    names,
    facts: { stem: 'a', path: '' },
    zone: 'UTC',
    extension: '.jpg',
    portable: false,
    windows: false,
    ...rest,
  }
}

const fails = (given: Parameters<typeof request>[0], code: string, why: RegExp) =>
  assert.throws(
    () => targetOf(request(given)),
    (error) => error instanceof Fault && error.code === code && why.test(error.why),
    `${code} ${why}`,
  )

test('a result goes where its branch says', () => {
  const facts = { path: 'a/b', stem: 'IMG', width: 800 }
  assert.deepEqual(targetOf(request({ facts, name: '{stem}-{width}w', extension: '.webp' })), {
    folder: 'a/b',
    stem: 'IMG-800w',
    extension: '.webp',
  })
})

test('a name that needs the result is left open, and a plan shows it as written', () => {
  const late = request({ name: '{stem}-{width}w', facts: { path: 'x', stem: 'IMG' } })
  assert.deepEqual(targetOf(late), { folder: 'x', stem: null, extension: '.jpg' })
  assert.deepEqual(describeTarget(late), { folder: 'x', name: 'IMG-{width}w.jpg' })
})

test('a name that is too long whatever the result tells is refused before that is there', () => {
  const name = '{stem}-{width:4}w'
  const of = (letters: number) => ({ name, facts: { stem: 'x'.repeat(letters), path: '' }, extension: '.webp' })
  assert.equal(targetOf(request(of(244))).stem, null)
  fails(of(245), 'name-too-long', /^It has at least 256 bytes; a disk holds 255\.$/)
  assert.equal(targetOf(request({ ...of(255), name: '{stem|max:9}{width|max:1}{suffix}' })).stem, null)
})

test('a missing early fact is a fault that names it', () => {
  fails({ name: '{created}', facts: { path: '' } }, 'template-wrong', /created/)
  fails({ name: '{date}', facts: { path: '', date: 'soon' } }, 'template-wrong', /Cannot be written: date/)
})

test('a part that becomes empty, a dot or two dots is refused', () => {
  fails({ facts: { stem: '', path: '' } }, 'template-wrong', /empty/)
  fails({ folder: '{parent}', facts: { stem: 'a', parent: '' } }, 'template-wrong', /no name/)
  fails({ folder: '{parent}', facts: { stem: 'a', parent: '..' } }, 'name-refused', /lead out/)
  fails({ facts: { stem: 'a', path: 'x/../../y' } }, 'name-refused', /lead out/)
  fails({ facts: { stem: 'a', path: '/etc' } }, 'template-wrong', /no name/)
  fails({ facts: { stem: '..', path: '' }, extension: '' }, 'name-refused', /lead out/)
})

test('where names are for every system, a part that becomes empty is an underscore', () => {
  const all = { portable: true, facts: { stem: '???', path: 'a/***' } }
  const { folder, stem } = targetOf(request({ ...all, folder: '{path|slug}', name: '{stem|slug}' }))
  assert.deepEqual([folder, stem], ['a/_', '_'])
})

test('names of the engine itself are refused', () => {
  fails({ facts: { stem: '.mr-0123456789-1', path: '' } }, 'name-refused', /files of its own/)
  fails({ facts: { stem: 'a', path: 'x/.MR-vault' } }, 'name-refused', /files of its own/)
})

test('a name is never cut: 255 bytes are written, 256 are a fault', () => {
  const stem = `${'ü'.repeat(125)}\udc80`
  assert.equal(targetOf(request({ facts: { stem, path: '' } })).stem, stem)
  fails({ facts: { stem: `${stem}b`, path: '' } }, 'name-too-long', /256 bytes/)
  fails({ facts: { stem: 'a', path: 'x'.repeat(256) } }, 'name-too-long', /256 bytes/)
})

test('two halves of a letter, each from another value, are that letter, as they will be on the disk', () => {
  const facts = { stem: '\udcc3', parent: '\udca9', path: '' }
  assert.equal(targetOf(request({ name: '{stem}{parent}', facts })).stem, 'é')
  assert.equal(targetOf(request({ name: '{parent}{stem}', facts })).stem, '\udca9\udcc3')
})

test('a volume with the rules of Windows refuses what it could not hold, unless names are made portable', () => {
  fails({ facts: { stem: 'a:b', path: '' }, windows: true }, 'name-refused', /cannot contain `:`/)
  fails({ facts: { stem: 'a\\..\\b', path: '' }, windows: true }, 'name-refused', /cannot contain/)
  const portable = request({ facts: { stem: 'con', path: 'a?/b.' }, windows: true, portable: true, extension: '.jp*g' })
  assert.deepEqual(targetOf(portable), {
    folder: 'a_/b_',
    stem: 'con_',
    extension: '.jp_g',
  })
})

const awkward = fc.oneof(
  fc.constantFrom(
    '/',
    '..',
    '.',
    '\\',
    '\0',
    'con',
    'nul',
    ' ',
    ':',
    'a',
    'A',
    'é',
    'e\u0301',
    'ß',
    'SS',
    '\udc80',
    '😀',
    'K',
    'ſ',
    '.mr-',
  ),
  fc.string({ maxLength: 3 }),
)
const words = fc.array(awkward, { maxLength: 5 }).map((parts) => parts.join(''))

test('no target ever leaves the output folder, whatever the files are called', () => {
  const templates = fc.constantFrom(
    ['{out}/{path}', '{stem}'],
    ['{parent}/{path}-x', '{stem|lower}{path}'],
    ['x{parent}', '{parent}{stem|max:2}'],
  )
  fc.assert(
    fc.property(
      templates,
      fc.tuple(words, words, words),
      fc.boolean(),
      ([folder, name], [stem, path, parent], portable) => {
        const target = targetOrFault(
          request({ folder: folder ?? '', name: name ?? '', facts: { stem, path, parent }, portable }),
        )
        if (target === null) return
        const file = `${target.stem}${target.extension}`
        const parts = target.folder === '' ? [file] : [...target.folder.split('/'), file]
        for (const part of parts) {
          assert.ok(part !== '' && part !== '.' && part !== '..' && !/[/\0]/.test(part) && nameBytes(part) <= 255)
          if (portable) assert.equal(windowsRefusal(part), undefined)
        }
      },
    ),
    { numRuns: 2000 },
  )
})

test('a portable target is portable already, and stays so when numbered', () => {
  fc.assert(
    fc.property(words, words, fc.integer({ min: 2, max: 2000 }), (stem, extension, n) => {
      const dotted = extension === '' ? '' : `.${extension.replaceAll('/', '')}`
      const once = targetOrFault(request({ facts: { stem, path: '' }, extension: dotted, portable: true }))
      if (once?.stem === null || once === null) return
      const twice = targetOf(
        request({ facts: { stem: once.stem, path: '' }, extension: once.extension, portable: true }),
      )
      assert.deepEqual([twice.stem, twice.extension], [once.stem, once.extension])
      assert.equal(windowsRefusal(numbered(once.stem, n) + once.extension), undefined)
    }),
    { numRuns: 2000 },
  )
})

test('different inputs never share a place once names are allocated', () => {
  const folding = fc.record({ foldsCase: fc.boolean(), normalises: fc.boolean() })
  fc.assert(
    fc.property(fc.array(fc.tuple(words, words), { maxLength: 30 }), folding, (files, rules) => {
      const taken = new Set<string>()
      for (const [stem, path] of files) {
        const target = targetOrFault(request({ facts: { stem, path } }))
        if (target === null || target.stem === null) continue
        const key = (n: number) =>
          nameKey(`${target.folder}/${numbered(target.stem ?? '', n)}${target.extension}`, rules)
        let n = 1
        while (taken.has(key(n))) n++
        // What the volume would say: its own, coarser or finer, way to compare must not find the name taken.
        const asVolume = (text: string) => (rules.normalises ? text.normalize('NFD') : text)
        assert.ok(![...taken].some((other) => asVolume(other) === asVolume(key(n))))
        taken.add(key(n))
      }
    }),
  )
})

test('a key is the key of itself, and of every spelling the volume takes for the same', () => {
  fc.assert(
    fc.property(words, (name) => {
      const folds = { foldsCase: true, normalises: true }
      assert.equal(nameKey(nameKey(name, folds), folds), nameKey(name, folds))
      assert.equal(nameKey(name.toUpperCase(), folds), nameKey(name, folds))
      assert.equal(
        nameKey(name.normalize('NFD'), { foldsCase: false, normalises: true }),
        nameKey(name, { foldsCase: false, normalises: true }),
      )
    }),
  )
})

function targetOrFault(given: TargetRequest) {
  try {
    return targetOf(given)
  } catch (error) {
    if (error instanceof Fault && ['name-refused', 'template-wrong', 'name-too-long'].includes(error.code)) return null
    throw error
  }
}
