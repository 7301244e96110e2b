import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { commands } from './commands.ts'
import { completionScript } from './completion-script.ts'

const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0

/** What bash would offer for these words, the last one being completed. */
function offered(cwd: string, words: string[]): string[] {
  const ask = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _millrace 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`
  const script = `compopt() { :; }\n${completionScript('bash', commands)}${ask}`
  const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', 'millrace', ...words], { cwd, encoding: 'utf8' })
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

for (const shell of ['zsh', 'fish'] as const) {
  test(`the script for ${shell} names every command and option`, () => {
    const script = completionScript(shell, commands)
    for (const { name, options } of commands) {
      assert.ok(script.includes(name))
      for (const { flags } of options) assert.ok(script.includes((flags.split(' ')[0] ?? '').slice(2)), flags)
    }
    if (has(shell)) assert.equal(spawnSync(shell, ['-n'], { input: script }).status, 0)
  })
}
