import type { BatchSnapshot } from '../../../contract/event.ts'
import { useIsOpen } from '../../app/use-mirror.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { useBatchActions } from './batch-actions.ts'

interface GatheringProps {
  watch: string
  gathering: NonNullable<BatchSnapshot['gathering']>
  batch: string
}

/** Groups of a watched folder that wait for more files: until when, and how to have it otherwise. They close together. */
export function GatheringBanner({ watch, gathering: { files, groups, closesMs }, batch }: GatheringProps) {
  const { t, n, format } = useTexts()
  const open = useIsOpen()
  const actions = useBatchActions(batch)
  return (
    <Banner
      look="info"
      icon="merge"
      title={t('run.gathering.title', {
        files: t('frame.files', n(files)),
        groups: t('run.gathering.groups', n(groups)),
      })}
      actions={
        <>
          <Button size="small" disabled={!open} onClick={() => actions.gather(watch, 'watch.close')}>
            {t('run.gathering.close')}
          </Button>
          <Button
            size="small"
            look="quiet"
            disabled={!open || closesMs === null}
            onClick={() => actions.gather(watch, 'watch.keepOpen')}
          >
            {t('run.gathering.keepOpen')}
          </Button>
        </>
      }
    >
      {closesMs === null ? t('run.gathering.stays') : t('run.gathering.closes', { time: format.clock(closesMs) })}
    </Banner>
  )
}
