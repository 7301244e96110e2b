import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import type { BatchRow } from '../../../../contract/batch-commands.ts'
import type { RecipeRow } from '../../../../contract/recipe-commands.ts'
import { said } from '../testing/said.ts'
import { commands } from '../commands.ts'
import { completionScript } from './completion-script.ts'

const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0

/** A `millrace` that knows these, found before any other. */
async function writeMillrace(folder: string, named: Record<string, string>): Promise<void> {
  const cases = Object.entries(named).map(([what, lines]) => `${what}) printf '${lines}' ;;`)
  await mkdir(join(folder, 'bin'))
  const path = join(folder, 'bin', 'millrace')
  await writeFile(path, `#!/bin/sh\n[ "$1" = completion ] && case $2 in\n${cases.join('\n')}\nesac\n`)
  await chmod(path, 0o755)
}

function withMillraceOf(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}` }
}

const known = {
  recipes: 'copy\\tCopy\\nmy-own\\tMine\\n',
  runs: 'id-2\\tCopy\\nid-1\\tCopy\\n',
  watches: 'Night scans\\t/in\\n$(touch hit)\\t/in\\n',
  steps: 'image.resize\\tResize\\n',
}

/** What bash would offer for these words, the last one being completed. */
function offered(cwd: string, words: string[]): string[] {
  const ask = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _millrace 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`
  const script = `compopt() { :; }\n${completionScript('bash', commands)}${ask}`
  const asked = { cwd, encoding: 'utf8', env: withMillraceOf(cwd) } as const
  const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', 'millrace', ...words], asked)
  assert.equal(stderr, '')
  return stdout.split('\n').filter(Boolean)
}

test('bash offers commands, options, choices, files and folders', { skip: !has('bash') }, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-cli-'))
  await mkdir(join(folder.path, 'photos'))
  await writeFile(join(folder.path, 'photo.txt'), '')
  await writeFile(join(folder.path, 'two words.txt'), '')
  const at = (...words: string[]) => offered(folder.path, words)
  assert.deepEqual(at('re'), ['resume', 'recipes'])
  assert.deepEqual(at('run', '--re'), ['--recipe', '--report'])
  assert.deepEqual(at('run', '--conflict', 'skip'), ['skip', 'skip-identical'])
  assert.deepEqual(at('run', '--out', 'pho'), ['photos'])
  assert.deepEqual(at('run', 'pho').toSorted(), ['photo.txt', 'photos'])
  assert.deepEqual(at('run', 'two'), ['two words.txt'])
  assert.deepEqual(at('completion', 'z'), ['zsh'])
  assert.deepEqual(at('vault', 're'), ['restore'])
  assert.deepEqual(at('vault', 'restore', 'photo.'), ['photo.txt'])
})

test('bash offers actions and what each takes, and names of recipes, runs, watches and steps', {
  skip: !has('bash'),
}, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-cli-'))
  await writeMillrace(folder.path, known)
  await mkdir(join(folder.path, 'photos'))
  await writeFile(join(folder.path, 'mine.yaml'), '')
  const at = (...words: string[]) => offered(folder.path, words)
  assert.deepEqual(at('run', '--recipe', 'm'), ['my-own', 'mine.yaml'])
  assert.deepEqual(at('recipes', ''), ['import', 'export', 'copy', 'my-own'])
  assert.deepEqual(at('recipes', 'export', 'c'), ['copy'])
  assert.deepEqual(at('recipes', 'import', 'm'), ['mine.yaml'])
  assert.deepEqual(at('watch', 'p'), ['pause', 'process', 'photos'])
  for (const action of ['pause', 'list']) assert.deepEqual(at('watch', action, ''), ['Night scans', '$(touch hit)'])
  assert.deepEqual(at('watch', 'list', 'other', 'N'), ['Night scans'])
  for (const typed of ['Night\\ s', '"Nig', "'Nig"]) assert.deepEqual(at('watch', 'pause', typed), ['Night scans'])
  assert.deepEqual(at('watch', 'pause', 'Night', '--'), ['--until', '--json'])
  assert.deepEqual(at('watch', 'answer', 'Night', ''), ['process', 'leave'])
  assert.deepEqual(at('watch', 'edit', 'Night', '--without', 'max-'), ['max-size', 'max-age'])
  assert.deepEqual(at('watch', '--recipe', 'copy', 'pho'), ['photos'])
  for (const verb of ['undo', 'resume', 'verify', 'cancel']) assert.deepEqual(at(verb, ''), ['last', 'id-2', 'id-1'])
  assert.deepEqual(at('undo', '--yes', 'id-2', 'm'), ['mine.yaml'])
  assert.deepEqual(at('steps', ''), ['image.resize'])
  assert.equal(existsSync(join(folder.path, 'hit')), false)
})

test('fish offers the same', { skip: !has('fish') }, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-cli-'))
  await writeMillrace(folder.path, known)
  await mkdir(join(folder.path, 'photos'))
  const script = join(folder.path, 'millrace.fish')
  await writeFile(script, completionScript('fish', commands))
  const env = { ...withMillraceOf(folder.path), HOME: folder.path, XDG_CONFIG_HOME: folder.path }
  const at = (line: string) => {
    const { stdout } = spawnSync('fish', ['-c', `source ${script}; complete -C 'millrace ${line}'`], {
      env,
      cwd: folder.path,
    })
    return String(stdout)
      .split('\n')
      .filter(Boolean)
      .map((each) => each.split('\t')[0])
  }
  assert.deepEqual(at('run --recipe my'), ['my-own'])
  assert.deepEqual(new Set(at('watch p')), new Set(['pause', 'process', 'photos/']))
  assert.deepEqual(at('watch pause --'), ['--json', '--until'])
  assert.deepEqual(at('watch pause N'), ['Night scans'])
  assert.deepEqual(new Set(at('undo ')), new Set(['last', 'id-2', 'id-1']))
  assert.deepEqual(at('watch answer Night '), ['leave', 'process'])
})

test('names are printed for a script one a line, each with what it is', async () => {
  const { exitCode, lines, asked } = await said(['completion', 'runs'], {
    'batch.list': () => ({ batches: [{ id: 'b-1', recipe: 'Copy\u001b', startedMs: 0 } as BatchRow] }),
  })
  assert.equal(exitCode, 0)
  assert.match(lines.join('|'), /^b-1\tCopy\\u001b, .*1970[^|]*$/)
  assert.deepEqual(asked[0]?.command, 'batch.list')
  const recipes = await said(['completion', 'recipes'], {
    'recipe.list': () => ({ recipes: [{ name: 'copy', title: 'Copy' } as RecipeRow] }),
  })
  assert.deepEqual(recipes.lines, ['copy\tCopy'])
})

test('where no engine runs no watch is named, and none is started for it', async () => {
  const { exitCode, lines, asked } = await said(['completion', 'watches'], {})
  assert.deepEqual([exitCode, lines, asked], [0, [], []])
})

for (const shell of ['zsh', 'fish'] as const) {
  test(`the script for ${shell} names every command and option`, async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-cli-'))
    const script = completionScript(shell, commands)
    for (const { name, options } of commands) {
      assert.ok(script.includes(name))
      for (const { flags } of options) assert.ok(script.includes((flags.split(' ')[0] ?? '').slice(2)), flags)
    }
    const path = join(folder.path, 'script')
    await writeFile(path, script)
    if (has(shell)) assert.equal(spawnSync(shell, ['-n', path]).status, 0)
  })
}
