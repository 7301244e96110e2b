/** Files on the left, the wheel in the water, results on the right. */
export function Wheel() {
  return (
    <svg
      className="art"
      viewBox="0 0 172 84"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <g stroke="var(--line-control)">
        <rect x="6" y="35" width="15" height="19" rx="2.5" fill="var(--bg-raised)" />
        <rect x="23.5" y="25" width="15" height="19" rx="2.5" fill="var(--bg-raised)" />
        <rect x="41" y="36" width="15" height="19" rx="2.5" fill="var(--bg-raised)" />
        <path d="M10 41h7M10 45h5M27.5 31h7M27.5 35h5M45 42h7M45 46h5" />
      </g>
      <circle cx="88" cy="40" r="19" fill="var(--bg-sunken)" />
      <circle cx="88" cy="40" r="5.5" />
      <path d="M88 34.5V15M88 45.5V65M82.5 40H63M93.5 40H113M84.1 36.1 70.3 22.3M91.9 43.9l13.8 13.8M91.9 36.1l13.8-13.8M84.1 43.9 70.3 57.7" />
      <path
        d="M83 13h10M83 67h10M61 35v10M115 35v10M66.6 25.8l7-7M102.3 61.3l7-7M102.3 18.7l7 7M66.6 54.2l7 7"
        strokeWidth="2.4"
      />
      <g fill="var(--accent-tint)">
        <rect x="126" y="36" width="11" height="14" rx="2.5" />
        <rect x="142" y="31" width="11" height="14" rx="2.5" />
        <rect x="158" y="36" width="11" height="14" rx="2.5" />
      </g>
      <path d="M2 60c7-5 13-5 20 0s13 5 20 0 12-5 18-1M116 59c6-4 11-4 17 .5 7 5 12 5 19 0s12-5 18 0" opacity=".55" />
      <path
        d="M12 72c7-5 13-5 20 0s13 5 20 0 13-5 20 0 13 5 20 0 13-5 20 0 13 5 20 0 13-5 20 0 8 4 12 3"
        opacity=".3"
      />
    </svg>
  )
}
