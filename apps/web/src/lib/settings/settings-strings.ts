import { numberText } from "#lib/language/formats.ts";

/** What is said in the settings. */
export const settingsStrings = {
  title: "Settings",
  profile: "Profile",
  signedInAs: "Signed in as",
  role: { owner: "Owner", admin: "Administrator", member: "Member" },
  appearance: "Appearance",
  theme: "Theme",
  themes: { light: "Light", dark: "Dark", system: "System" },
  terminal: "Terminal",
  perDevice: "Kept in this browser.",
  fontSize: "Font size",
  smaller: "Smaller font",
  larger: "Larger font",
  scrollback: "Scrollback",
  scrollbackHint: "Lines kept in view. The full history is always in the export.",
  lines: (count: number) => `${numberText(count)} lines`,
  renderer: "Renderer",
  rendererHint: "DOM is slower, and shows where WebGL fails.",
  renderers: { auto: "Automatic", dom: "DOM" },
  copyOnSelect: "Copy on select",
  copyOnSelectHint: "Selected text goes to the clipboard at once.",
  screenReader: "Screen reader mode",
  screenReaderHint: "Output is announced as it arrives.",
};
