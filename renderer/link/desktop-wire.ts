import type { DesktopBridge, DesktopLine } from '../../contract/desktop.ts'
import type { Dial, Wire } from './wire.ts'

/** Dials the engine of the desktop app that this page belongs to. */
export function desktopDial({ openLine }: Pick<DesktopBridge, 'openLine'>): Dial {
  return async ({ signal }) => {
    const ears = new Ears()
    const opening = openLine({ hear: (text) => ears.hear(text), lost: () => ears.lost() })
    const givenUp = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    )
    const line = await Promise.race([opening, givenUp]).catch((error: unknown) => {
      // One that opens after all is not wanted any more.
      void opening.then(
        (late) => late.close(),
        () => {},
      )
      throw error
    })
    return wireOf(line, ears)
  }
}

type Listening = Parameters<Wire['listen']>[0]

/** Hears nothing until the wire is listened to, and nothing after it was hung up. */
class Ears {
  listening: Listening | undefined

  hear(text: string): void {
    this.listening?.hear(text)
  }

  lost(): void {
    const told = this.listening
    this.listening = undefined
    told?.lost('gone')
  }
}

function wireOf(line: DesktopLine, ears: Ears): Wire {
  return {
    send: (text) => line.send(text),
    listen(listening) {
      ears.listening = listening
    },
    [Symbol.dispose]() {
      ears.listening = undefined
      line.close()
    },
  }
}
