import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '../../async/clock.ts'
import { regularly } from '../../async/regularly.ts'
import { realDisk } from './disk.ts'
import { FolderWatch } from './folder-watch.ts'
import type { FolderState, FromThread, ToThread, WatchOrder } from './messages.ts'

/** Often enough for a person to follow; also a sign of life when nothing changes. */
const tellMs = 100
const signOfLifeMs = 5_000

if (parentPort) {
  const port = parentPort
  const post = (message: FromThread): void => port.postMessage(message)
  const asked = new Map<number, (fresh: string[]) => void>()
  let nextAsk = 0
  let untold: FolderState | null = null
  let toldMs = 0
  let toldSurveyed = false
  const order = workerData as WatchOrder
  const watch = new FolderWatch({
    order,
    disk: realDisk(order),
    clock: systemClock,
    ears: {
      ask: (files) =>
        new Promise((resolve) => {
          asked.set(nextAsk, resolve)
          post({ type: 'ask', ask: nextAsk++, files })
        }),
      take: (files) => post({ type: 'take', files }),
      tell: (state) => {
        untold = state
        // That it is watched, or is not any more, is told at once.
        if (state.surveyed !== toldSurveyed) tell()
      },
    },
  })
  const tell = (): void => {
    const { state } = watch
    toldMs = systemClock.monotonicMs()
    toldSurveyed = state.surveyed
    untold = null
    post({ type: 'state', state })
  }
  regularly(tellMs, () => {
    if (untold !== null || systemClock.monotonicMs() - toldMs >= signOfLifeMs) tell()
  })
  port.on('message', (message: ToThread) => hear(message, { watch, asked, post }))
  watch.start()
}

interface Ears {
  watch: FolderWatch
  asked: Map<number, (fresh: string[]) => void>
  post: (message: FromThread) => void
}

function hear(message: ToThread, { watch, asked, post }: Ears): void {
  switch (message.type) {
    case 'known':
      asked.get(message.ask)?.(message.fresh)
      asked.delete(message.ask)
      return
    case 'credit':
      return watch.addCredit(message.files)
    case 'hold':
      return watch.hold(message.held)
    case 'startNow':
      return watch.startNow()
    case 'rescan':
      return watch.rescan()
    case 'look':
      return watch.look([message.path])
    case 'takeNow':
      return post({ type: 'took', call: message.call, found: watch.takeNow(message.path) })
    case 'list':
      return post({ type: 'listed', call: message.call, ...watch.list(message.offset, message.limit) })
  }
}
