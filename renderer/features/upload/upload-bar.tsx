import type { UploadProgress } from '../../state/upload-run.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'

export function uploadFraction({ sentBytes, totalBytes, arrived, rows }: UploadProgress): number {
  if (totalBytes === 0) return rows.length === 0 ? 1 : arrived / rows.length
  return sentBytes / totalBytes
}

export function UploadBar({ progress, title }: { progress: UploadProgress; title: string }) {
  const { t, format } = useTexts()
  const { arrived, rows } = progress
  const text = t('upload.progress', { done: format.count(arrived), total: format.count(rows.length) })
  return (
    <div
      className="pbar"
      role="progressbar"
      aria-label={shown(title)}
      aria-valuemin={0}
      aria-valuemax={rows.length}
      aria-valuenow={arrived}
      aria-valuetext={text}
    >
      <i style={{ '--w': `${uploadFraction(progress) * 100}%` } as React.CSSProperties} />
    </div>
  )
}
