import io.cloudtik.*
import io.cloudtik.provider.local.Local
import io.cloudtik.spec.*
import java.time.Duration

var workspace = Workspace.create("cells", Local.here())
var cluster = workspace.cluster("notebook").withLifetime(Lifetime.untilIdle(Duration.ofMinutes(5))).startOrAttach().await(Duration.ofMinutes(5))
var result = cluster.submit(JobSpec.command("echo", "hello from a cell")).await(Duration.ofMinutes(5))
System.out.println(result.output())
System.out.println(cluster.terminate())
workspace.delete()
workspace.close()
/exit
