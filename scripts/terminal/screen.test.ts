import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Screen } from './screen.ts'
import { terminalSvg } from './terminal-svg.ts'

test('a block that is painted over leaves nothing behind, and lines above it stay', () => {
  const screen = new Screen()
  screen.write('before\n\u001b[?7lone\ntwo\nthree\u001b[?7h')
  screen.write('\r\u001b[2A\u001b[J\u001b[?7l\u001b[1mfour\u001b[0m\nfive\u001b[?7h')
  assert.deepEqual(screen.rows, ['before', '\u001b[1mfour\u001b[0m', 'five'])
})

test('text becomes text, whatever it says, and attributes become classes', () => {
  const svg = terminalSvg(['a \u001b[31m<script>&"\u001b[0m b'], { columns: 20, title: 'a < b' })
  assert.match(svg, /<tspan x="\d+" class="red">&lt;script&gt;&amp;&quot;<\/tspan>/)
  assert.match(svg, /<title>a &lt; b<\/title>/)
  assert.ok(!svg.includes('\u001b'))
})
