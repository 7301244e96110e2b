import fc from 'fast-check'

export const quotaBytes = 2 ** 20
/** What is sent; the last is more than there is room for. */
export const contents = ['', 'a', 'b'.repeat(100), 'c'.repeat(70_000), 'd'.repeat(400_000), 'e'.repeat(quotaBytes + 1)]
export const drops = ['drop-0001', 'drop-0002']
const paths = ['a.txt', 'b.txt', 'sub/a.txt', 'a.txt/inside.txt', 'sub', 'sub/deep/c.txt']
const others = [
  '../a.txt',
  '/a.txt',
  'a//b',
  '.mr-vault',
  'ü.txt',
  'x'.repeat(255),
  'x'.repeat(256),
  Array(60).fill('y'.repeat(80)).join('/'),
  'nul\0.txt',
  'sub/.',
  '\ud800',
  '',
]

/** What a sender does; `which` picks one of the uploads that were begun, the last first. */
export type Sending =
  | { does: 'begin'; drop: string; path: string; content: number; keyed: boolean; nth: number | null }
  /** `share` of what is missing, from `off` bytes beside the right place, with more than was announced, or broken off. */
  | { does: 'send'; which: number; share: number; off: number; extra: number; breaks: boolean }
  | { does: 'get' | 'remove' | 'list' | 'ask amiss'; which: number }
  | { does: 'restart' }

const which = fc.nat({ max: 5 })
const begin = fc.record({
  does: fc.constant('begin' as const),
  drop: fc.constantFrom(...drops),
  path: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...paths) }, fc.constantFrom(...others)),
  content: fc.nat({ max: contents.length - 1 }),
  keyed: fc.boolean(),
  nth: fc.constantFrom(null, null, 0, 1),
})
const send = fc.record({
  does: fc.constant('send' as const),
  which,
  share: fc.constantFrom(0, 0.3, 0.7, 1, 1),
  off: fc.constantFrom(0, 0, 0, 0, 1, -1),
  extra: fc.constantFrom(0, 0, 0, 0, 5),
  breaks: fc.constantFrom(false, false, false, true),
})
const rest = fc.record({
  does: fc.constantFrom('get' as const, 'remove' as const, 'list' as const, 'ask amiss' as const),
  which,
})
const restart = fc.record({ does: fc.constant('restart' as const) })

export const sending: fc.Arbitrary<Sending> = fc.oneof(
  { weight: 12, arbitrary: begin },
  { weight: 18, arbitrary: send },
  { weight: 5, arbitrary: rest },
  { weight: 1, arbitrary: restart },
)
