import { useEffect, useRef } from 'react'
import { useTexts } from '../../texts/use-texts.ts'
import { Mark } from '../../ui/mark.tsx'
import { paintSample } from './paint-sample.ts'

/** How far each of six photos is: read, transform, write. */
const photos = [
  { mb: [4.8, 1.7], parts: [1, 1, 1] },
  { mb: [5.1, 1.9], parts: [1, 1, 1] },
  { mb: [4.6, 1.6], parts: [1, 1, 0.6] },
  { mb: [4.9], parts: [1, 0.64, 0] },
  { mb: [5], parts: [1, 0.2, 0] },
  { mb: [4.7], parts: [0.4, 0, 0] },
] as const

/** A picture of a run, beside the words that say the same. */
export function WelcomeFlow() {
  const { t, format } = useTexts()
  return (
    <div className="r" aria-hidden="true">
      <div className="flow">
        {photos.map(({ mb, parts }, nth) => {
          const fraction = parts.reduce<number>((sum, part) => sum + part, 0) / parts.length
          return (
            <div className="fr2" key={nth}>
              <Painted nth={nth} />
              <span className="grow">
                <b>{t('welcome.photo', { nth: String(nth + 1).padStart(2, '0') })}.jpg</b>
                {fraction < 1 ? (
                  <span className="track">
                    {parts.map((part, at) => (
                      <b key={at} style={{ '--p': `${part * 100}%` } as React.CSSProperties} />
                    ))}
                  </span>
                ) : null}
              </span>
              <span className="sm t2">{mb.map((size) => format.bytes(size * 1e6)).join(' → ')}</span>
              <Mark state={fraction < 1 ? 'running' : 'done'} fraction={fraction} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

const [widthPx, heightPx] = [88, 72]

function Painted({ nth }: { nth: number }) {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = ref.current?.getContext('2d')
    if (context) paintSample(context, { nth, width: widthPx, height: heightPx })
  }, [nth])
  return <canvas ref={ref} className="thumb" width={widthPx} height={heightPx} />
}
