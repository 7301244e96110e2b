import { Component, type ReactNode } from 'react'
import { useIsOpen } from '../../app/use-mirror.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Bar } from './bar.tsx'

interface GuardProps {
  /** Where the person is. */
  place: string
  children: ReactNode
}

interface GuardState {
  isBroken: boolean
  place: string
}

/** Keeps the window, and what it sends, when a screen cannot be fetched or drawn: without a connection, after an update of the server, or for a bug. */
export class ScreenGuard extends Component<GuardProps, GuardState> {
  override state = { isBroken: false, place: this.props.place }

  static getDerivedStateFromProps({ place }: GuardProps, state: GuardState): GuardState | null {
    return place === state.place ? null : { isBroken: false, place }
  }

  static getDerivedStateFromError(): Pick<GuardState, 'isBroken'> {
    return { isBroken: true }
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { t } = useTexts()
  const isOpen = useIsOpen()
  return (
    <>
      <Bar title="Millrace" />
      <div role="alert">
        <Empty icon="alert" title={t('frame.broken')}>
          <p className="sm t3">{t(isOpen ? 'frame.brokenWhy' : 'frame.brokenAway')}</p>
          {/* Without a connection the page would be gone, and what it shows still. */}
          {isOpen ? (
            <Button icon="retry" onClick={() => location.reload()}>
              {t('frame.reload')}
            </Button>
          ) : null}
        </Empty>
      </div>
    </>
  )
}
