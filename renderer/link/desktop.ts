import type { DesktopAnswers, DesktopBridge, DesktopCall, DesktopInput } from '../../contract/desktop.ts'
import { Fault } from '../../contract/fault.ts'

declare global {
  interface Window {
    /** There in the desktop app only. */
    readonly millrace?: DesktopBridge
  }
}

/** The desktop app this page belongs to, as its screens use it. */
export interface Desktop extends Pick<DesktopBridge, 'platform' | 'version' | 'takeFiles' | 'openLine' | 'onAsk'> {
  /** Rejects with a `Fault`. */
  call<C extends DesktopCall>(name: C, input: DesktopInput<C>): Promise<DesktopAnswers[C]>
}

/** Null in a browser. */
export function desktopOf(bridge: DesktopBridge | undefined): Desktop | null {
  if (!bridge) return null
  const { platform, version, takeFiles, openLine, onAsk } = bridge
  return {
    platform,
    version,
    takeFiles,
    openLine,
    onAsk,
    async call(name, input) {
      const reply = await bridge.call(name, input)
      if ('fault' in reply) throw Fault.fromWire(reply.fault)
      return reply.value as never
    },
  }
}
