import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { channels, type LineMessage } from './channels.ts'
import { lineOpener } from './preload-line.ts'

/** The main process as a preload sees it; `opens` says whether the engine answers. */
function mainProcess({ opens }: { opens: boolean | Error }) {
  const said: unknown[] = []
  const ends = new EventEmitter()
  const ipc = Object.assign(ends, {
    send: (_: string, message: LineMessage) => void said.push(message),
    invoke: async () => {
      if (opens instanceof Error) throw opens
      return opens
    },
  })
  const heard: string[] = []
  const ears = { hear: (text: string) => heard.push(text), lost: () => heard.push('lost') }
  const openLine = lineOpener(ipc as unknown as Parameters<typeof lineOpener>[0])
  return {
    said,
    heard,
    open: () => openLine(ears),
    tell: (message: LineMessage) => ends.emit(channels.line, {}, message),
    listeners: () => ends.listenerCount(channels.line),
  }
}

test('a line hears what is meant for it, until it is closed or lost', async () => {
  const { said, heard, open, tell, listeners } = mainProcess({ opens: true })
  const [first, second] = [await open(), await open()]
  tell({ line: 1, text: 'one' })
  tell({ line: 2, text: 'two' })
  first.send('hello')
  first.close()
  tell({ line: 1, text: 'late' })
  tell({ line: 2, ended: true })
  second.close()
  assert.deepEqual(heard, ['one', 'two', 'lost'])
  assert.deepEqual(said.slice(0, 2), [
    { line: 1, text: 'hello' },
    { line: 1, ended: true },
  ])
  assert.equal(listeners(), 0)
})

test('a page that tries again and again while there is no engine leaves nobody listening', async () => {
  for (const opens of [false, new Error('gone')]) {
    const { open, listeners } = mainProcess({ opens })
    await assert.rejects(open(), /does not answer/)
    await assert.rejects(open(), /does not answer/)
    assert.equal(listeners(), 0)
  }
})
