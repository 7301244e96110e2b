import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DesktopBridge } from '../../contract/desktop.ts'
import { desktopDial } from './desktop-wire.ts'

type Ears = Parameters<DesktopBridge['openLine']>[0]

/** The desktop app's end, as the preload gives it. */
function farEnd({ opens = Promise.resolve() }: { opens?: Promise<void> } = {}) {
  const end = { said: [] as string[], closed: 0, ears: undefined as Ears | undefined }
  const bridge: Pick<DesktopBridge, 'openLine'> = {
    async openLine(ears) {
      end.ears = ears
      await opens
      return { send: (text) => end.said.push(text), close: () => end.closed++ }
    },
  }
  return Object.assign(end, { dial: desktopDial(bridge) })
}

const { signal: never } = new AbortController()

test('what is said goes over, what comes is heard, in order', async () => {
  const end = farEnd()
  const heard: string[] = []
  const wire = await end.dial({ signal: never })
  wire.listen({ hear: (text) => heard.push(text), lost() {} })
  wire.send('a')
  end.ears?.hear('1')
  end.ears?.hear('2')
  assert.deepEqual([end.said, heard], [['a'], ['1', '2']])
})

test('a line that ends is told once, and not after hanging up', async () => {
  const end = farEnd()
  const lost: string[] = []
  const first = await end.dial({ signal: never })
  first.listen({ hear() {}, lost: (why) => lost.push(why) })
  end.ears?.lost()
  end.ears?.lost()
  const second = await end.dial({ signal: never })
  second.listen({ hear: () => lost.push('heard'), lost: (why) => lost.push(why) })
  second[Symbol.dispose]()
  end.ears?.hear('late')
  end.ears?.lost()
  assert.deepEqual([lost, end.closed], [['gone'], 1])
})

test('a line that opens too late is closed again', async () => {
  const opens = Promise.withResolvers<void>()
  const end = farEnd({ opens: opens.promise })
  const leaving = new AbortController()
  const dialled = end.dial({ signal: leaving.signal })
  leaving.abort(new Error('no longer'))
  await assert.rejects(dialled, /no longer/)
  opens.resolve()
  await new Promise(setImmediate)
  assert.equal(end.closed, 1)
})
