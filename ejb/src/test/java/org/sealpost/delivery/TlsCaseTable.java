package org.sealpost.delivery;

import java.util.List;
import java.util.stream.Stream;

/** All rows of the laboratory. */
final class TlsCaseTable {
  private TlsCaseTable() {}

  static List<TlsCase> rows() {
    return Stream.of(
            RequiredCases.proofs(),
            RequiredCases.failures(),
            RequiredCases.keyword(),
            RequiredCases.sessions(),
            RequiredCases.routes(),
            RequiredCases.notifications(),
            DaneCases.records(),
            DaneCases.refusals(),
            DaneCases.failures(),
            DaneCases.lookups(),
            DaneCases.aliases(),
            StsCases.modes(),
            StsCases.lenient(),
            StsCases.fetching(),
            StsCases.keeping(),
            DecisionCases.usual(),
            DecisionCases.lookups(),
            DecisionCases.required(),
            DecisionCases.optional(),
            DecisionCases.routes(),
            DecisionCases.operator(),
            DecisionCases.exceptions())
        .flatMap(List::stream)
        .toList();
  }
}
