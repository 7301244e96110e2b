import { useState } from 'react'
import type { HeldFile, VaultPage } from '../../../contract/vault.ts'
import { useSettings } from '../../app/settings.tsx'
import { useAnswer } from '../../app/use-answer.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { BackLink } from '../frame/back-link.tsx'
import { Bar } from '../frame/bar.tsx'
import { NotHereYet } from '../frame/not-here-yet.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { useVaultActions, type VaultActions } from './use-vault-actions.ts'
import { useVault, type Vault as VaultFiles } from './use-vault.ts'
import { VaultRow } from './vault-row.tsx'
import './vault.css'

const dayMs = 86_400_000

/** What the vault holds and until when, with the way back for each file. */
export function Vault() {
  const { t, n, format } = useTexts()
  const vault = useVault()
  const actions = useVaultActions(vault)
  const [removing, setRemoving] = useState<readonly HeldFile[] | 'old' | null>(null)
  const { page, files } = vault
  const old = useOld(page)
  const totals = page?.totals
  const sub = totals && totals.files > 0 ? t('vault.sub', { ...n(totals.files), size: format.bytes(totals.bytes) }) : ''
  const remove = () => {
    setRemoving(null)
    if (removing === 'old') actions.removeBefore(old.beforeMs)
    else if (removing) actions.remove(removing.map(({ n: number }) => number))
  }
  return (
    <>
      <Bar
        title={t('vault.title')}
        before={<BackLink to={{ screen: 'history', batch: null }} label={t('frame.history')} />}
        beside={<span className="sub">{sub}</span>}
      >
        {sub === '' ? null : <EmptyAll vault={vault} onFiles={setRemoving} />}
      </Bar>
      <div className="body">
        <div className="pad col va">
          {old.files > 0 ? <Old old={old} onRemove={() => setRemoving('old')} /> : null}
          <NothingHeld totals={totals} />
          <Held files={files} actions={actions} onRemove={(one) => setRemoving([one])} />
          {vault.more ? (
            <Button look="accent" onClick={vault.loadMore}>
              {t('vault.more')}
            </Button>
          ) : null}
        </div>
      </div>
      {removing ? (
        <RemoveDialog
          files={removing === 'old' ? old.files : removing.length}
          bytes={removing === 'old' ? old.bytes : removing.reduce((sum, { bytes }) => sum + bytes, 0)}
          onClose={() => setRemoving(null)}
          onRemove={remove}
        />
      ) : null}
    </>
  )
}

/** All that is there when it is pressed, and not what comes while it is asked about. */
function EmptyAll({ vault, onFiles }: { vault: VaultFiles; onFiles: (files: readonly HeldFile[]) => void }) {
  const { t } = useTexts()
  const failed = useTellFault('vault')
  return (
    <Button look="quiet-danger" icon="trash" onClick={() => void vault.all().then(onFiles, failed)}>
      {t('vault.emptyAll')}
    </Button>
  )
}

/** Nothing where files are held. */
function NothingHeld({ totals }: { totals: VaultPage['totals'] | undefined }) {
  const { t } = useTexts()
  if (!totals) return <NotHereYet />
  if (totals.files > 0) return null
  return (
    <Empty icon="shield" title={t('vault.empty')}>
      <p className="sm t3">{t('vault.emptyWhy')}</p>
    </Empty>
  )
}

interface HeldProps {
  files: readonly HeldFile[]
  actions: VaultActions
  onRemove: (file: HeldFile) => void
}

function Held({ files, actions: { restore, restoring }, onRemove }: HeldProps) {
  const { t } = useTexts()
  if (files.length === 0) return null
  return (
    <div className="list" role="list" aria-label={t('vault.title')}>
      {files.map((file) => (
        <VaultRow key={file.n} file={file} restoring={restoring.has(file.n)} onRestore={restore} onRemove={onRemove} />
      ))}
    </div>
  )
}

interface OldFiles {
  files: number
  bytes: number
  beforeMs: number
  days: number
}

/** What has been there longer than the settings want; asked anew when the vault holds something else. */
function useOld(page: VaultPage | undefined): OldFiles {
  const days = useSettings().state?.settings.vault.maxAgeDays ?? null
  // One moment for as long as the page is open, or the question would be another one each time it is drawn.
  const [nowMs] = useState(Date.now)
  const beforeMs = nowMs - (days ?? 0) * dayMs
  const held = page ? `${page.totals.files} ${page.totals.bytes}` : ''
  const { value } = useAnswer('vault.list', days === null ? null : { limit: 1, beforeMs }, held)
  return { files: value?.totals.files ?? 0, bytes: value?.totals.bytes ?? 0, beforeMs, days: days ?? 0 }
}

function Old({ old, onRemove }: { old: OldFiles; onRemove: () => void }) {
  const { t, n, format } = useTexts()
  const title = t('vault.old', { ...n(old.files), size: format.bytes(old.bytes), days: format.count(old.days) })
  return (
    <Banner
      look="info"
      icon="info"
      title={title}
      actions={
        <Button size="small" look="quiet-danger" onClick={onRemove}>
          {t('vault.removeOld', n(old.files))}
        </Button>
      }
    >
      {t('vault.oldWhy')}
    </Banner>
  )
}
