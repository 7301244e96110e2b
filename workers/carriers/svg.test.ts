import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { decodeOptions, sharp } from './sharp-module.ts'
import { withoutReach } from './svg.ts'

const svg = (inside: string, before = '') =>
  Buffer.from(
    `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="10">${inside}</svg>`,
  )
const refused = (bytes: Buffer) =>
  assert.throws(
    () => withoutReach(bytes, 'a.svg'),
    (error) => error instanceof Fault && error.code === 'wrong-type',
  )

test('a drawing becomes pixels, as PNG when nothing else is asked for', async () => {
  const { result } = await runSteps(svg('<rect width="20" height="10" fill="red"/>'), [
    call('image.resize', { longest: 100, enlarge: true }),
  ])
  assert.deepEqual([result.type, result.facts.width, result.facts.height], ['image/png', 100, 50])
})

test('what drawing programs write every day is taken: public document types, links, fragments, embedded pictures', async () => {
  const doctype =
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
  const inside =
    '<a xlink:href="https://example.org/"><use href="#x"/></a><g fill="url(#y)"/><image href="data:image/png;base64,AA=="/>'
  await runSteps(svg(inside, doctype), [])
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(svg('<rect/>').toString(), 'utf16le')])
  await runSteps(utf16, [])
})

test('whatever reaches outside or unfolds is refused before it is decoded', () => {
  refused(svg('<image href="file:///etc/passwd"/>'))
  refused(svg('<image data-x=">" xlink:href=\'http://127.0.0.1/\'/>'))
  refused(svg('<use href="&#104;ttp://127.0.0.1/#a"/>'))
  refused(svg('<g style="fill: url( \'//127.0.0.1/a\' )"/>'))
  refused(svg('<style>@import "a.css";</style>'))
  refused(svg('', '<?xml-stylesheet href="a.css"?>'))
  refused(svg('&a;', '<!DOCTYPE svg [<!ENTITY a "b">]>'))
  refused(svg('', '<?xml version="1.0" encoding="UTF-7"?>'))
})

test('the decoder itself loads nothing from outside either', async () => {
  let hits = 0
  await using server = createServer((_, answer) => {
    hits += 1
    answer.end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const hostile = svg(`<image href="${address}/a.png" width="9" height="9"/><style>@import "${address}/a.css";</style>`)
  await sharp(hostile, decodeOptions({ maxPixels: 1e6 }))
    .png()
    .toBuffer()
  assert.equal(hits, 0)
})
