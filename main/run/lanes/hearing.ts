import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import type { TaskResult, ThreadMessage } from '../../../contract/task.ts'
import type { TaskOptions } from './task-lanes.ts'

type Listening = Pick<TaskOptions, 'onProgress' | 'onWritten'> & {
  /** Called for whatever is said, first. */
  onHeard: () => void
}

/** Hears what a thread says of one task, in the order it is said. Disposing hears no more. */
export class Hearing implements Disposable {
  /** What was written so far. */
  readonly results: TaskResult[] = []
  readonly #port: MessagePort
  readonly #listening: Listening
  #threadId = -1

  constructor(port: MessagePort, listening: Listening) {
    this.#port = port
    this.#listening = listening
    port.on('message', (message: ThreadMessage) => this.#hear(message))
  }

  /** Of the thread that has begun the task; -1 while none has. */
  get threadId(): number {
    return this.#threadId
  }

  /** Hears at once what was said and has not been heard. */
  hearTheRest(): void {
    for (let last = receiveMessageOnPort(this.#port); last; last = receiveMessageOnPort(this.#port))
      this.#hear(last.message as ThreadMessage)
  }

  #hear(message: ThreadMessage): void {
    const { onHeard, onProgress, onWritten } = this.#listening
    onHeard()
    if (message.type === 'started') this.#threadId = message.threadId
    else if (message.type === 'progress') onProgress({ step: message.step, fraction: message.fraction })
    else if (message.type === 'written') {
      const results = JSON.parse(message.results) as TaskResult[]
      for (const result of results) this.results.push(result)
      onWritten?.(results)
    }
  }

  [Symbol.dispose](): void {
    this.#port.close()
  }
}
