/** What crosses between a page's two worlds: functions become proxies, promises cross, everything else is copied. */
type Crossing =
  | { kind: 'function' | 'promise'; id: number }
  | { kind: 'error'; message: string }
  | { kind: 'list'; items: Crossing[] }
  | { kind: 'object'; entries: [string, Crossing][] }
  | { kind: 'value'; value: unknown }

type Told =
  | { type: 'expose'; key: string; api: Crossing }
  | { type: 'call'; id: number; words: Crossing[] }
  | { type: 'returned'; value?: Crossing; error?: string }
  | { type: 'settled'; id: number; value?: Crossing; error?: string }

/**
 * One side of Electron's context bridge. Runs in a page, in both of its worlds, which hear each other by events; has to stand alone, since
 * it is put into the page as text.
 */
export function bridgeSide(hears: string, tells: string): { expose(key: string, api: unknown): void } {
  const page = globalThis as unknown as EventTarget & Record<string, unknown>
  const functions = new Map<number, (...words: unknown[]) => unknown>()
  const known = new WeakMap<object, number>()
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let lastId = 0
  let returned: Extract<Told, { type: 'returned' }> | undefined

  const tell = (told: Told) => page.dispatchEvent(new CustomEvent(tells, { detail: told }))
  const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
  const isPlain = (value: object) => [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)

  function pack(value: unknown): Crossing {
    if (typeof value === 'function') return { kind: 'function', id: idOf(value as () => unknown) }
    if (typeof value === 'symbol') throw new Error('contextBridge: a symbol cannot cross')
    if (typeof value !== 'object' || value === null) return { kind: 'value', value }
    if (value instanceof Promise) return { kind: 'promise', id: settleLater(value) }
    if (value instanceof Error) return { kind: 'error', message: value.message }
    if (Array.isArray(value)) return { kind: 'list', items: value.map(pack) }
    if (!isPlain(value)) return { kind: 'value', value }
    return { kind: 'object', entries: Object.entries(value).map(([key, part]) => [key, pack(part)]) }
  }

  function unpack(crossing: Crossing): unknown {
    switch (crossing.kind) {
      case 'function':
        return (...words: unknown[]) => call(crossing.id, words)
      case 'promise': {
        const answer = Promise.withResolvers<unknown>()
        waiting.set(crossing.id, answer)
        return answer.promise
      }
      case 'error':
        return new Error(crossing.message)
      case 'list':
        return crossing.items.map(unpack)
      case 'object':
        return Object.freeze(Object.fromEntries(crossing.entries.map(([key, part]) => [key, unpack(part)])))
      case 'value':
        return crossing.value
    }
  }

  function idOf(fn: (...words: unknown[]) => unknown): number {
    const id = known.get(fn) ?? ++lastId
    known.set(fn, id)
    functions.set(id, fn)
    return id
  }

  function settleLater(promise: Promise<unknown>): number {
    const id = ++lastId
    promise.then(
      (value) => tell({ type: 'settled', id, value: pack(value) }),
      (error: unknown) => tell({ type: 'settled', id, error: textOf(error) }),
    )
    return id
  }

  /** Events are heard before `dispatchEvent` comes back, so an answer is there when it does. */
  function ask(told: Told): unknown {
    returned = undefined
    tell(told)
    const answer = returned as Extract<Told, { type: 'returned' }> | undefined
    if (answer?.error !== undefined) throw new Error(answer.error)
    return answer?.value === undefined ? undefined : unpack(answer.value)
  }

  function call(id: number, words: unknown[]): unknown {
    return ask({ type: 'call', id, words: words.map(pack) })
  }

  function answer(act: () => unknown): void {
    let told: Told
    try {
      told = { type: 'returned', value: pack(act()) }
    } catch (error) {
      told = { type: 'returned', error: textOf(error) }
    }
    tell(told)
  }

  function put(key: string, api: Crossing): void {
    if (key in page) throw new Error('Cannot bind an API on top of an existing property on the window object')
    Object.defineProperty(page, key, { value: unpack(api), enumerable: true })
  }

  function hear(told: Told): void {
    if (told.type === 'expose') answer(() => put(told.key, told.api))
    else if (told.type === 'call') answer(() => functions.get(told.id)?.(...told.words.map(unpack)))
    else if (told.type === 'returned') returned = told
    else {
      const waits = waiting.get(told.id)
      waiting.delete(told.id)
      if (told.error === undefined) waits?.resolve(told.value && unpack(told.value))
      else waits?.reject(new Error(told.error))
    }
  }

  page.addEventListener(hears, (event) => hear((event as CustomEvent<Told>).detail))
  return { expose: (key, api) => void ask({ type: 'expose', key, api: pack(api) }) }
}
