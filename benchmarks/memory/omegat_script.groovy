// Run by OmegaT when it has opened a project: asks its matcher as its matches pane does.

import groovy.json.JsonSlurper
import org.omegat.core.Core
import org.omegat.core.events.IStopped
import org.omegat.core.statistics.FindMatches

if (eventType.toString() != "LOAD") return
def project = Core.getProject()
def stopped = { false } as IStopped
def given = new JsonSlurper().parse(new File(System.getenv("ASKED")), "UTF-8")
for (asked in given.asked) {
    def begun = System.nanoTime()
    def found = new FindMatches(project.getSourceTokenizer(), 5, true, false).search(project, asked, true, true, stopped)
    def best = found ? found[0].source.replaceAll(/\s+/, " ") : ""
    println "FOUND\t${(System.nanoTime() - begun) / 1e6}\t${best}"
}
return null
