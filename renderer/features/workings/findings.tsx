import type { ReactNode } from 'react'
import type { SharedUse } from '../../../contract/engine-commands.ts'
import { printRoute } from '../../app/route.ts'
import { useStepTitles } from '../../app/use-step-titles.ts'
import type { Workings } from '../../app/use-workings.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'

const listedMost = 20
/** From here on a person feels that the engine answers late. */
const feltMs = 50

/** The details, each with its finding in the line that is always there. */
export function Findings({ workings }: { workings: Workings }) {
  return (
    <section className="list dts">
      <Shared shared={workings.shared} />
      <InHand files={workings.inHand} />
      <Waits waiting={workings.waiting} />
      <Responsiveness delay={workings.eventLoopDelayMs} />
    </section>
  )
}

function Finding({
  title,
  text,
  open,
  children,
}: {
  title: string
  text: string
  open?: boolean
  children: ReactNode
}) {
  return (
    <details className="dt" open={open}>
      <summary>
        <Icon name="right" size="s" />
        <b className="med">{title}</b>
        <span className="sm t2 cut">{text}</span>
      </summary>
      <div className="db">{children}</div>
    </details>
  )
}

function Shared({ shared }: { shared: readonly SharedUse[] }) {
  const { t, format } = useTexts()
  const full = shared.filter(({ used, limit, waiting }) => used >= limit && waiting > 0)
  const text = full.length === 0 ? t('workings.roomLeft') : format.list(full.map(({ name }) => nameText(t, name)))
  const amount = (name: string, value: number) =>
    name === 'memoryMb' ? format.bytes(value * 2 ** 20) : format.count(value)
  return (
    <Finding title={t('workings.shared')} text={full.length === 0 ? text : t('workings.full', { text })} open>
      <table className="wk-s">
        <thead>
          <tr>
            <th>{t('workings.sharedBy')}</th>
            <th>{t('workings.inUse')}</th>
            <th className="r">{t('workings.used')}</th>
            <th className="r">{t('workings.waiting')}</th>
            <th className="r">{t('workings.limitWord')}</th>
          </tr>
        </thead>
        <tbody>
          {shared.map(({ name, used, limit, waiting }) => (
            <tr key={name}>
              <td className="med">{nameText(t, name)}</td>
              <td>
                <span className="pbar" aria-hidden="true">
                  <i style={{ '--w': `${Math.min(100, (used / Math.max(1, limit)) * 100)}%` } as React.CSSProperties} />
                </span>
              </td>
              <td className="r">{amount(name, used)}</td>
              <td className={waiting > 0 ? 'r med' : 'r t3'}>{format.count(waiting)}</td>
              <td className="r">{amount(name, limit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Finding>
  )
}

const sharedNames = ['cpu', 'memoryMb', 'copies'] as const

function nameText(t: ReturnType<typeof useTexts>['t'], name: string): string {
  const known = sharedNames.find((one) => one === name)
  return known ? t(`workings.sharedName.${known}`) : name
}

function InHand({ files }: { files: Workings['inHand'] }) {
  const { t, n, format } = useTexts()
  const titles = useStepTitles()
  const [oldest] = files
  const text = oldest
    ? t('workings.oldest', {
        files: t('frame.files', n(files.length)),
        name: nameOf(oldest.path),
        time: format.duration(oldest.ms),
      })
    : t('workings.noFiles')
  return (
    <Finding title={t('workings.byAge')} text={text}>
      <ul className="wk-l">
        {files.slice(0, listedMost).map(({ batch, seq, path, stage, ms }) => (
          <li key={`${batch} ${seq}`}>
            <a className="cut" href={printRoute({ screen: 'run', batch })} title={shown(path)}>
              {nameOf(path)}
            </a>
            <span className="t2 cut">{titles.get(stage) ?? stage}</span>
            <span className="r">{format.duration(ms)}</span>
          </li>
        ))}
      </ul>
    </Finding>
  )
}

function Waits({ waiting }: { waiting: Workings['waiting'] }) {
  const { t, n, format } = useTexts()
  const nowMs = Date.now()
  const text = waiting.length === 0 ? t('workings.noWaits') : t('workings.waits', n(waiting.length))
  return (
    <Finding title={t('workings.line')} text={text}>
      <ul className="wk-l">
        {waiting.slice(0, listedMost).map(({ what, holder, sinceMs }, nth) => (
          <li key={`${nth} ${holder}`}>
            <span className="cut" title={shown(holder)}>
              {nameOf(holder)}
            </span>
            <span className="t2 cut">{shown(what)}</span>
            <span className="r">{format.duration(Math.max(0, nowMs - sinceMs))}</span>
          </li>
        ))}
      </ul>
    </Finding>
  )
}

function Responsiveness({ delay: { p50, p99, max } }: { delay: Workings['eventLoopDelayMs'] }) {
  const { t, format } = useTexts()
  const worst = format.work(max)
  return (
    <Finding
      title={t('workings.responsiveness')}
      text={max < feltMs ? t('workings.fine', { time: worst }) : t('workings.late', { time: worst })}
    >
      <dl className="kv">
        <dt>{t('workings.half')}</dt>
        <dd>{format.work(p50)}</dd>
        <dt>{t('workings.most')}</dt>
        <dd>{format.work(p99)}</dd>
        <dt>{t('workings.worst')}</dt>
        <dd>{worst}</dd>
      </dl>
    </Finding>
  )
}
