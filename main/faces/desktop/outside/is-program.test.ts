import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isProgram } from './is-program.ts'

test('what a system would run is a program, however its name is written', () => {
  const programs = [
    'a.exe',
    '/r/A.EXE',
    'a.jpg.scr',
    'C:\\r\\a.exe. .',
    'a.exe ',
    'a.terminal',
    'a.inetloc',
    'a.desktop',
    'a.vbe',
  ]
  for (const path of programs) assert.ok(isProgram(path), path)
  for (const path of ['a.jpg', 'a.exe/b.png', 'exe', 'a.pdf', 'a', '.bashrc']) assert.ok(!isProgram(path), path)
})
