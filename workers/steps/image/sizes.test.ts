import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runBranches } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

const wide = await sharp({ create: { width: 1000, height: 500, channels: 3, background: '#c06040' } })
  .jpeg()
  .toBuffer()

const run = (calls: ReturnType<typeof call>[], name = 'photo.jpg') =>
  runBranches(wide, { trunk: calls, branches: [[]], name })

test('each width there are pixels for, in each format, and the HTML that names them', async () => {
  const formats = { widths: [480, 960, 1920], formats: ['webp', 'jpeg'], alt: 'A "red" <wall>', base: '/pictures/' }
  const outcomes = await run([call('image.sizes', formats)], 'Rote Wand & ich.jpeg')
  assert.deepEqual(
    outcomes.map(({ result: { facts, extension } }) => [facts.suffix, facts.width, facts.height, extension]),
    [
      ['-480w', 480, 240, 'webp'],
      ['-480w', 480, 240, 'jpeg'],
      ['-960w', 960, 480, 'webp'],
      ['-960w', 960, 480, 'jpeg'],
      ['', undefined, undefined, 'html'],
    ],
  )
  const stem = '/pictures/Rote%20Wand%20%26%20ich'
  assert.equal(
    outcomes.at(-1)?.bytes.toString(),
    `<picture>
  <source type="image/webp" srcset="${stem}-480w.webp 480w, ${stem}-960w.webp 960w" sizes="100vw">
  <img src="${stem}-960w.jpeg" srcset="${stem}-480w.jpeg 480w, ${stem}-960w.jpeg 960w" sizes="100vw" width="960" height="480" alt="A &quot;red&quot; &lt;wall&gt;" loading="lazy" decoding="async">
</picture>
`,
  )
})

test('a picture narrower than all of them is made once, as it is', async () => {
  const outcomes = await run([call('image.sizes', { widths: [2000, 3000], snippet: false })])
  assert.deepEqual(
    outcomes.map(({ result }) => [result.facts.suffix, result.facts.width]),
    [['-1000w', 1000]],
  )
})

test('no colour stands behind a picture that can be seen through, unless its format cannot', async () => {
  const glass = await sharp({ create: { width: 60, height: 40, channels: 4, background: '#c0604080' } })
    .png()
    .toBuffer()
  const pageOf = async (format: string): Promise<string> => {
    const sizes = call('image.sizes', { widths: [30], formats: [format] })
    const outcomes = await runBranches(glass, {
      trunk: [call('image.placeholder'), sizes],
      branches: [[]],
      name: 'a.png',
    })
    return outcomes.at(-1)?.bytes.toString() ?? ''
  }
  assert.match(await pageOf('webp'), /decoding="async" data-thumbhash="/)
  assert.match(await pageOf('jpeg'), /style="background: #/)
})

test('steps behind it change the pictures and pass the page by; what was found out before is on the page', async () => {
  const outcomes = await run([
    call('image.placeholder'),
    call('image.sizes', { widths: [400] }),
    { when: { width: '>300' }, steps: [call('image.colour', { grey: true })] },
    call('image.crop', { aspect: '1:1' }),
  ])
  assert.deepEqual(
    outcomes.map(({ result }) => result.facts.width ?? result.type),
    [200, 'text/html'],
  )
  assert.match(outcomes[1]?.bytes.toString() ?? '', /style="background: #c[01]6040" data-thumbhash="[\w+/=]+"/)
})
