interface PaneProps {
  open: boolean
  onClose: () => void
  /** Shows the steps, for a problem that is to be mended. */
  onShow: () => void
}

/** What becomes of a sample file. */
export function PreviewPane(_: PaneProps) {
  return null
}
