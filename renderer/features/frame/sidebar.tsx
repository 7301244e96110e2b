import { useFace } from '../../app/face.ts'
import { isAddress } from '../../app/use-host.ts'
import type { ReactNode } from 'react'
import { printRoute, type Route } from '../../app/route.ts'
import { useIsOpen, useMirror, useMirrorList } from '../../app/use-mirror.ts'
import { useWatches } from '../../app/watches.tsx'
import { underWay } from '../../state/under-way.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { SidebarRuns } from './sidebar-runs.tsx'
import { SidebarWatches } from './sidebar-watches.tsx'

/** The sections, in the order of Ctrl 1 to 5. */
export const sections = [
  { screen: 'home', icon: 'home', route: { screen: 'home' } },
  { screen: 'runs', icon: 'runs', route: { screen: 'runs' } },
  { screen: 'recipes', icon: 'recipe', route: { screen: 'recipes' } },
  { screen: 'watch', icon: 'watch', route: { screen: 'watch' } },
  { screen: 'history', icon: 'history', route: { screen: 'history', batch: null } },
] as const satisfies { screen: string; icon: IconName; route: Route }[]

const sectionOf: Record<Route['screen'], string> = {
  home: 'home',
  runs: 'runs',
  run: 'runs',
  recipes: 'recipes',
  recipe: 'recipes',
  history: 'history',
  workings: 'runs',
  settings: 'settings',
  vault: 'history',
  verify: 'history',
  charts: 'history',
  watch: 'watch',
  tray: 'home',
  welcome: 'home',
}

export function Sidebar({ route }: { route: Route }) {
  const { t } = useTexts()
  const { host } = useFace()
  const watches = useWatches()?.length ?? 0
  const live = useMirrorList(underWay)
  return (
    <aside className="side" aria-label={t('frame.main')}>
      <div className="lights web">
        <span className="brand" title="Millrace">
          <Icon name="wheel" size="l" />
        </span>
        <b className="med cut hide-n">{isAddress(host) ? 'Millrace' : host}</b>
      </div>
      <nav className="nav" aria-label={t('frame.sections')}>
        {sections.map(({ screen, icon, route: to }, nth) => (
          <Section
            key={screen}
            icon={icon}
            to={to}
            keys={`Ctrl+${nth + 1}`}
            text={t(`frame.${screen}`)}
            current={sectionOf[route.screen] === screen}
          >
            {screen === 'runs' && live.length > 0 ? <em className="n">{live.length}</em> : null}
            {screen === 'watch' && watches > 0 ? <em className="n">{watches}</em> : null}
          </Section>
        ))}
      </nav>
      <div className="side-m">
        <SidebarRuns live={live} />
        <SidebarWatches />
      </div>
      <Foot current={route.screen === 'settings'} />
    </aside>
  )
}

interface SectionProps {
  icon: IconName
  to: Route
  text: string
  keys: string
  current: boolean
  children: ReactNode
}

function Section({ icon, to, text, keys, current, children }: SectionProps) {
  return (
    <a
      className="nav-i"
      href={printRoute(to)}
      title={`${text}  ${keys}`}
      {...(current ? { 'aria-current': 'page' } : {})}
    >
      <Icon name={icon} />
      <span>{text}</span>
      {children}
    </a>
  )
}

function Foot({ current }: { current: boolean }) {
  const { t, n } = useTexts()
  const open = useIsOpen()
  const inHand = useMirror(({ batches }) =>
    [...batches.values()].reduce((sum, { figures }) => sum + figures.snapshot.counts.running, 0),
  )
  const text = !open ? t('frame.notConnected') : inHand > 0 ? t('frame.workers', n(inHand)) : t('frame.idle')
  return (
    <div className="side-f">
      <Icon name="cpu" size="s" />
      <span>
        <a href="#/workings" title={t('workings.open')}>
          {text}
        </a>
      </span>
      <a
        className="ib sm side-set"
        href="#/settings"
        aria-label={t('frame.settings')}
        title={t('frame.settings')}
        {...(current ? { 'aria-current': 'page' } : {})}
      >
        <Icon name="settings" />
      </a>
    </div>
  )
}
