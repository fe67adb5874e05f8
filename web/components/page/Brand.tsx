/** Waggle's mark and name, which lead to the first page. */
export function Brand() {
  return (
    <a class="brand" href="/">
      <svg viewBox="0 0 26 28" width="26" height="28" aria-hidden="true" focusable="false">
        <path class="brand-hex" d="M13 1l11 6.5v13L13 27 2 20.5v-13z" />
        <path class="brand-dance" d="M7 18c2-7 4-7 6-4s4 3 6-4" />
      </svg>
      Waggle
    </a>
  );
}
