/** Prints the page as it is: in the light theme, whatever the screen has, with everything unfolded. */
export function printPage(): void {
  const { dataset } = document.documentElement;
  const theme = dataset.theme;
  const folded = [...document.querySelectorAll('main details:not([open])')] as HTMLDetailsElement[];
  dataset.theme = 'light';
  for (const one of folded) one.open = true;
  addEventListener(
    'afterprint',
    () => {
      if (theme === undefined) delete dataset.theme;
      else dataset.theme = theme;
      for (const one of folded) one.open = false;
    },
    { once: true },
  );
  print();
}
