// Matches of the memory and what engines say, to be put in by digit.

export class Panel {
  constructor(desk, node) {
    Object.assign(this, { desk, node, inside: node.querySelector(".inside") });
  }

  follow(row) {
    this.row = row;
  }

  // Puts suggestion `number`, from 1, into the editor.
  insert() {}
}
