import type { JobState } from '../../contract/job.ts'

/** The shape of each state: nobody has to tell colours apart. */
const shapes = {
  waiting: 'wait',
  done: 'done',
  failed: 'fail',
  skipped: 'skip',
  cancelled: 'canc',
  undone: 'undo',
  paused: 'paus',
} as const

export type MarkState = JobState | 'paused'

/** The mark of a file's or a batch's state; the words beside it say the same. */
export function Mark({ state, fraction = 0.25 }: { state: MarkState; fraction?: number }) {
  if (state === 'running' || state === 'committing') return <Ring fraction={fraction} />
  const shape = shapes[state]
  return (
    <svg className={`st st-${shape}`} aria-hidden="true">
      <use href={`#s-${shape}`} />
    </svg>
  )
}

const circumference = 33.9

function Ring({ fraction }: { fraction: number }) {
  const drawn = Math.max(0.04, Math.min(1, fraction)) * circumference
  return (
    <svg className="st st-run" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="5.4" fill="none" stroke="var(--bg-track)" strokeWidth="3" />
      <circle
        cx="8"
        cy="8"
        r="5.4"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeDasharray={`${drawn.toFixed(1)} ${circumference}`}
        transform="rotate(-90 8 8)"
      />
    </svg>
  )
}
