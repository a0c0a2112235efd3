/** Names come from websites: of a path only its end is a name, and nothing of it is obeyed by a file system or a screen. */
export function safeName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, "").replace(/[<>:"|?*]/g, "_").trim().replace(/[. ]+$/, "");
  if (plain === "" || /^\.+$/.test(plain)) return "file";
  const short = shortened(plain);
  // Windows takes these for devices, whatever their ending.
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short) ? `_${short}` : short;
}

const longest = 120;

/** Keeps the ending, by which other programs know what it is. */
function shortened(name: string): string {
  if (name.length <= longest) return name;
  const ending = /\.\w{1,10}$/.exec(name)?.[0] ?? "";
  return name.slice(0, longest - ending.length) + ending;
}
