import assert from 'node:assert/strict'
import { test } from 'node:test'
import { autostartEntry } from './autostart-entry.ts'

test('a program with spaces and marks in its path is started as it is', () => {
  const entry = autostartEntry('/opt/My $Apps/mill"race')
  assert.match(entry, /^Exec="\/opt\/My \\\\\$Apps\/mill\\\\"race" --hidden$/m)
})
