import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '../../main/package-root.ts'

const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

test('scripts mean the same in every shell, that of Windows too: no variable is set in front of a command', () => {
  const commands = Object.values(scripts).flatMap((script) => script.split('&&').map((command) => command.trim()))
  assert.deepEqual(
    commands.filter((command) => /^\w+=/.test(command) || /'|\$/.test(command)),
    [],
  )
})

test('the files of variables that scripts name are there', () => {
  const named = Object.values(scripts).flatMap((script) => [...script.matchAll(/--env-file=(\S+)/g)])
  assert.ok(named.length > 0)
  for (const [, file = ''] of named) assert.ok(existsSync(join(packageRoot, file)), file)
})
